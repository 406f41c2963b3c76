"""Why municipalities, bodies, people and commitments stay: what happens at meetings leads to them."""

from django.db.models import Q

from calendar_app.models.agenda import AgendaItem
from calendar_app.models.document import Document
from calendar_app.models.follow_up import FollowUp
from calendar_app.models.hosting import HostTurn, MeetingHost
from calendar_app.models.meeting import Meeting
from calendar_app.models.minutes import Adjuster, Attendance
from calendar_app.models.notice import Answer, Delivery
from committee.models.staying import END_ASSIGNMENTS, END_MEMBERSHIP
from committee.staying import Kept, keep

keep(
    Meeting,
    "body",
    Kept(
        "Organet har ett publicerat möte.",
        "Organet har {} publicerade möten.",
        "Det som har varit ska kunna läsas. Låt organet stå kvar.",
        among=Q(announced_at__isnull=False),
    ),
    Kept(
        "Organet har ett möte som är utkast.",
        "Organet har {} möten som är utkast.",
        "Ta bort det som är utkast först.",
        among=Q(announced_at__isnull=True),
    ),
)
keep(
    Meeting,
    "kind",
    Kept(
        "Ett möte är av den här typen.",
        "{} möten är av den här typen.",
        "Döp om typen i stället, eller byt typ på mötena först.",
    ),
)
keep(
    MeetingHost,
    "municipality",
    Kept(
        "Kommunen är värd för ett publicerat möte.",
        "Kommunen är värd för {} publicerade möten.",
        END_MEMBERSHIP,
        among=Q(meeting__announced_at__isnull=False),
    ),
    Kept(
        "Kommunen är värd för ett möte som är utkast.",
        "Kommunen är värd för {} möten som är utkast.",
        "Byt värdkommun där först.",
        among=Q(meeting__announced_at__isnull=True),
    ),
)
keep(
    HostTurn,
    "municipality",
    Kept(
        "Kommunen har ett värdskap.",
        "Kommunen har {} värdskap.",
        "Låt en annan kommun ta det som är kvar, och ge medlemskapet en sista dag i stället.",
    ),
)
keep(
    HostTurn,
    "body",
    Kept("Organet har ett värdskap.", "Organet har {} värdskap.", "Låt organet stå kvar."),
)
keep(
    FollowUp,
    "municipality",
    Kept("Kommunen ansvarar för ett beslut.", "Kommunen ansvarar för {} beslut.", END_MEMBERSHIP),
)
keep(
    Attendance,
    "municipality",
    Kept(
        "Kommunen står i närvaron i ett protokoll.",
        "Kommunen står på {} rader i protokollens närvaro.",
        END_MEMBERSHIP,
    ),
)
keep(
    Answer,
    "municipality",
    Kept("Kommunen har svarat på en kallelse.", "Kommunen har svarat på {} kallelser.", END_MEMBERSHIP),
)
keep(
    Answer,
    "person",
    Kept("Personen har svarat på en kallelse.", "Personen har svarat på {} kallelser.", END_ASSIGNMENTS),
)
keep(
    Delivery,
    "person",
    Kept("Personen har fått ett utskick.", "Personen har fått {} utskick.", END_ASSIGNMENTS),
)
keep(
    Adjuster,
    "person",
    Kept("Personen är justerare av ett protokoll.", "Personen är justerare av {} protokoll.", END_ASSIGNMENTS),
)
keep(
    AgendaItem,
    "commitment",
    Kept(
        "Ett ärende på en föredragningslista hör till åtagandet.",
        "{} ärenden på föredragningslistor hör till åtagandet.",
        "Låt åtagandet stå kvar.",
    ),
)
keep(
    AgendaItem,
    "meeting",
    Kept(
        "Mötet har ett publicerat ärende.",
        "Mötet har {} publicerade ärenden.",
        "Publicera mötet och ställ in det i stället.",
        among=Q(number__isnull=False, meeting__announced_at__isnull=True),
    ),
)
keep(
    Document,
    "meeting",
    Kept(
        "Mötet har en publicerad handling.",
        "Mötet har {} publicerade handlingar.",
        "Publicera mötet och ställ in det i stället.",
        among=Q(announced_at__isnull=False, meeting__announced_at__isnull=True),
    ),
)
