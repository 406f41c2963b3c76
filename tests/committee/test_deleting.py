"""Deletes of the ground floor: why rows stay, what goes with those that don't, and refusals in words."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, models

from committee.admin.deleting import REFUSED
from committee.models import (
    Body,
    Membership,
    Municipality,
    Organisation,
)
from tests.budget_factories import BudgetLineFactory, FeeShareFactory, InvoiceFactory
from tests.conftest import admin_address
from tests.deleting import delete, said, selected
from tests.factories import (
    AssignmentFactory,
    BodyFactory,
    CommitmentFactory,
    CooperationFactory,
    DutyFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    MembershipFactory,
    MunicipalityFactory,
    NodeFactory,
    OrganisationFactory,
    PersonFactory,
    PlanEditionFactory,
    PlanFactory,
    UserFactory,
)
from tests.meeting_factories import (
    AdjusterFactory,
    AgendaItemFactory,
    AnswerFactory,
    AttendanceFactory,
    DeliveryFactory,
    FollowUpFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
END = "Ge medlemskapet en sista dag i stället."
END_ASSIGNMENTS = "Ge uppdragen en sista dag i stället."
RENAME = "Planens ord ska gå att förstå. Döp om organet i stället, om det har bytt namn."


def hosting(sund: Municipality, **values) -> None:
    MeetingHostFactory(municipality=sund, **values)


def meets(rad: Body, **values) -> None:
    MeetingFactory(body=rad, **values)


MUNICIPALITY = [
    (
        lambda sund: CooperationFactory(secretariat_host=sund),
        "Sekretariatet finns hos kommunen. Välj en annan kommun under Samverkan först.",
    ),
    (lambda sund: MembershipFactory(municipality=sund), f"Kommunen har ett medlemskap. {END}"),
    (lambda sund: [hosting(sund) for _ in range(3)], f"Kommunen är värd för 3 publicerade möten. {END}"),
    (
        lambda sund: hosting(sund, meeting__draft=True),
        "Kommunen är värd för ett möte som är utkast. Byt värdkommun där först.",
    ),
    (
        lambda sund: HostTurnFactory(municipality=sund),
        "Kommunen har ett värdskap. "
        "Låt en annan kommun ta det som är kvar, och ge medlemskapet en sista dag i stället.",
    ),
    (lambda sund: FollowUpFactory(municipality=sund), f"Kommunen ansvarar för ett beslut. {END}"),
    (lambda sund: AttendanceFactory(municipality=sund), f"Kommunen står i närvaron i ett protokoll. {END}"),
    (lambda sund: AnswerFactory(municipality=sund), f"Kommunen har svarat på en kallelse. {END}"),
    (lambda sund: FeeShareFactory(municipality=sund), f"Kommunen har en andel av en avgift. {END}"),
    (lambda sund: InvoiceFactory(municipality=sund), f"Kommunen har en faktura. {END}"),
]
BODY = [
    (lambda rad: AssignmentFactory(body=rad), f"Organet har ett uppdrag. {END_ASSIGNMENTS}"),
    (
        lambda rad: [meets(rad) for _ in range(2)],
        "Organet har 2 publicerade möten. Det som har varit ska kunna läsas. Låt organet stå kvar.",
    ),
    (lambda rad: meets(rad, draft=True), "Organet har ett möte som är utkast. Ta bort det som är utkast först."),
    (lambda rad: HostTurnFactory(body=rad), "Organet har ett värdskap. Låt organet stå kvar."),
    (lambda rad: DutyFactory(body=rad), f"Ett löfte i en plan gäller organet. {RENAME}"),
    (
        lambda rad: DutyFactory(kind="prepared", preparer=rad),
        f"Ett löfte i en plan är att organet förbereder möten. {RENAME}",
    ),
    (
        lambda rad: NodeFactory(kind="section", title="Rådet", text="", body=rad),
        f"En del av en plan gäller organet. {RENAME}",
    ),
    (
        lambda rad: CommitmentFactory(owner=rad),
        "Organet är ansvarigt för ett åtagande. Välj ett annat organ på åtagandets sida först.",
    ),
]
PERSON = [
    (lambda kim: AnswerFactory(person=kim), f"Personen har svarat på en kallelse. {END_ASSIGNMENTS}"),
    (lambda kim: DeliveryFactory(person=kim), f"Personen har fått ett utskick. {END_ASSIGNMENTS}"),
    (lambda kim: AdjusterFactory(person=kim), f"Personen är justerare av ett protokoll. {END_ASSIGNMENTS}"),
]
COMMITMENT = [
    (
        lambda row: AgendaItemFactory(commitment=row),
        "Ett ärende på en föredragningslista hör till åtagandet. Låt åtagandet stå kvar.",
    ),
    (
        lambda row: BudgetLineFactory(commitment=row),
        "En budgetpost hör till åtagandet. Välj ett annat åtagande för budgetposten först.",
    ),
]
CASES = [
    *((MunicipalityFactory, *case) for case in MUNICIPALITY),
    *((BodyFactory, *case) for case in BODY),
    *((PersonFactory, *case) for case in PERSON),
    *((CommitmentFactory, *case) for case in COMMITMENT),
    (
        OrganisationFactory,
        lambda row: BodyFactory().partners.add(row),
        "Parten deltar i ett organ. Ta bort den ur organets externa parter först.",
    ),
    (
        PlanFactory,
        lambda row: PlanEditionFactory(plan=row),
        "Planen har en utgåva. Utgåvor tas aldrig bort. Rätta planen i stället.",
    ),
]


@pytest.mark.parametrize(("make", "lead", "reason"), CASES, ids=[case[2] for case in CASES])
def test_row_that_others_lead_to_stays_for_that_reason(desk, make, lead, reason):
    row = make()
    lead(row)

    assert said(desk, row) == [reason]


def test_person_with_an_account_stays(desk):
    assert said(desk, PersonFactory(name="Kim Ek", user=UserFactory())) == [
        "Kim Ek har ett konto. Ge uppdragen en sista dag, och be en förvaltare stänga kontot."
    ]


def test_part_of_a_decided_plan_stays(desk):
    node = NodeFactory()
    PlanEditionFactory(plan=node.plan)

    assert said(desk, node) == ["Planen är fastställd. Öppna den för en rättelse först: Rätta planen."]


def test_all_reasons_are_given_at_once(desk):
    sund = MunicipalityFactory()
    for lead, _ in MUNICIPALITY:
        lead(sund)

    assert set(said(desk, sund)) == {reason for _, reason in MUNICIPALITY}


def test_of_many_the_one_that_stays_is_named(desk):
    kept, free = MunicipalityFactory(name="Sund"), MunicipalityFactory(name="Vik")
    MembershipFactory(municipality=kept)

    assert selected(desk, kept, free) == [f"Sund: Kommunen har ett medlemskap. {END}"]
    assert Municipality.objects.count() == 2


def test_what_leads_to_a_part_below_is_named_with_the_part(desk):
    node = CommitmentFactory(text="Vi håller ord.")
    AgendaItemFactory(commitment=node)

    assert said(desk, node.parent) == [
        "Vi håller ord.: Ett ärende på en föredragningslista hör till åtagandet. Låt åtagandet stå kvar."
    ]


REFUSING = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'never'; END $$;
    CREATE TRIGGER refuse BEFORE DELETE ON committee_organisation FOR EACH ROW EXECUTE FUNCTION refuse();
"""


def test_what_the_database_alone_refuses_becomes_a_message(desk):
    row = OrganisationFactory()
    with connection.cursor() as cursor:
        cursor.execute(REFUSING)

    alone = delete(desk, row)
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    together = desk.post(admin_address(Organisation, "changelist"), chosen, follow=True).content.decode()

    assert REFUSED in alone
    assert REFUSED in together
    assert "Tog bort" not in alone + together
    assert Organisation.objects.count() == 1


def test_membership_keeps_its_municipality_also_from_code():
    membership = MembershipFactory()

    with pytest.raises(models.ProtectedError):
        membership.municipality.delete()
    assert Membership.objects.count() == 1


def test_reasons_are_not_told_to_who_may_not_delete_or_does_not_see(client):
    user = UserFactory(is_staff=True)
    rights = ["delete_plannode", "view_plannode", "delete_municipality"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    node, draft = NodeFactory(), MunicipalityFactory(draft=True, name="Hemlig")
    PlanEditionFactory(plan=node.plan)
    MembershipFactory(municipality=draft)
    body = BodyFactory()
    MeetingFactory(body=body)

    answers = [client.get(admin_address(type(row), "delete", row.pk)) for row in (node, draft, body)]

    assert [answer.status_code for answer in answers] == [302, 302, 403]
    assert "publicerade möten" not in answers[2].content.decode()
