"""Why municipalities, bodies and the rest of the ground floor stay: what leads to them says so."""

from committee.models.cooperation import Cooperation
from committee.models.duty import Duty
from committee.models.edition import PlanEdition
from committee.models.node import PlanNode
from committee.models.organisation import Assignment, Body, Membership
from committee.staying import Kept, keep

END_MEMBERSHIP = "Ge medlemskapet en sista dag i stället."
END_ASSIGNMENTS = "Ge uppdragen en sista dag i stället."
RENAME = "Planens ord ska gå att förstå. Döp om organet i stället, om det har bytt namn."

keep(
    Cooperation,
    "secretariat_host",
    Kept("Sekretariatet finns hos kommunen.", "", "Välj en annan kommun under Samverkan först."),
)
keep(
    Membership,
    "municipality",
    Kept("Kommunen har ett medlemskap.", "Kommunen har {} medlemskap.", END_MEMBERSHIP),
)
keep(Assignment, "body", Kept("Organet har ett uppdrag.", "Organet har {} uppdrag.", END_ASSIGNMENTS))
keep(
    Body,
    "partners",
    Kept("Parten deltar i ett organ.", "Parten deltar i {} organ.", "Ta bort den ur organets externa parter först."),
)
keep(
    PlanEdition,
    "plan",
    Kept("Planen har en utgåva.", "Planen har {} utgåvor.", "Utgåvor tas aldrig bort. Rätta planen i stället."),
)
keep(Duty, "body", Kept("Ett löfte i en plan gäller organet.", "{} löften i planer gäller organet.", RENAME))
keep(
    Duty,
    "preparer",
    Kept(
        "Ett löfte i en plan är att organet förbereder möten.",
        "{} löften i planer är att organet förbereder möten.",
        RENAME,
    ),
)
keep(PlanNode, "body", Kept("En del av en plan gäller organet.", "{} delar av planer gäller organet.", RENAME))
keep(
    PlanNode,
    "owner",
    Kept(
        "Organet är ansvarigt för ett åtagande.",
        "Organet är ansvarigt för {} åtaganden.",
        "Välj ett annat organ på åtagandets sida först.",
    ),
)
