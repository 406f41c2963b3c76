"""Rows for tests: fixed or numbered values, announced unless `draft=True`, and no word of a real cooperation."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory, Password

from calendar_app.models import HostTurn, Meeting, MeetingChange, MeetingHost, MeetingKind, State
from committee.canonical import checksum
from committee.models import (
    Assignment,
    Body,
    Cooperation,
    Duty,
    Membership,
    Municipality,
    Organisation,
    Person,
    Plan,
    PlanEdition,
    PlanNode,
    PlanReference,
)
from committee.reader import ADMINISTRATORS, SECRETARIAT
from sodertorn.accounts.operations import set_roles

AT = dt.datetime(2017, 1, 9, 8, 0, tzinfo=dt.UTC)
PASSWORD = "fyra-gula-faror"


class DraftFactory(DjangoModelFactory):
    """Of a row that is a draft until it is announced."""

    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(announced_at=None)

    announced_at = AT


class CooperationFactory(DjangoModelFactory):
    class Meta:
        model = Cooperation
        django_get_or_create = ["id"]

    id = 1
    name = "Vikarnas samarbetsråd"


class MunicipalityFactory(DraftFactory):
    class Meta:
        model = Municipality

    name = factory.Sequence("Vik {}".format)
    slug = factory.Sequence("vik-{}".format)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    municipality = factory.SubFactory(MunicipalityFactory)
    starts_on = dt.date(2017, 1, 1)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence("Förening {}".format)


class BodyFactory(DraftFactory):
    class Meta:
        model = Body

    name = factory.Sequence("Råd {}".format)
    slug = factory.Sequence("rad-{}".format)
    position = factory.Sequence(int)


class UserFactory(DjangoModelFactory):
    """A login without rights; `secretary`, `administrator` and `superuser` are traits."""

    class Meta:
        model = "auth.User"
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence("anna{}".format)
    email = factory.LazyAttribute(
        lambda user: user.username if "@" in user.username else f"{user.username}@vik.example"
    )
    password = Password(PASSWORD)

    @factory.post_generation
    def secretary(user, create, yes, **kwargs):
        if yes:
            set_roles(user, [*user.groups.values_list("name", flat=True), SECRETARIAT])

    @factory.post_generation
    def administrator(user, create, yes, **kwargs):
        if yes:
            set_roles(user, [*user.groups.values_list("name", flat=True), ADMINISTRATORS])


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence("Kommundirektör {}".format)


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    person = factory.SubFactory(PersonFactory)
    body = factory.SubFactory(BodyFactory)
    starts_on = dt.date(2017, 1, 1)


class PlanFactory(DjangoModelFactory):
    """A draft; the years go upwards from 2017."""

    class Meta:
        model = Plan

    year = factory.Sequence(lambda n: 2017 + n % 180)
    title = factory.LazyAttribute("Verksamhetsplan {0.year}".format)
    subtitle = factory.LazyAttribute("Budget {0.year}".format)
    issuer = "Vikarnas samarbetsråd"


class ChapterFactory(DjangoModelFactory):
    class Meta:
        model = PlanNode

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = PlanNode.Kind.CHAPTER
    number = factory.LazyAttribute("{0.position}".format)
    title = factory.LazyAttribute("Kapitel {0.position}".format)


class NodeFactory(DjangoModelFactory):
    """A paragraph in a chapter, unless other values say otherwise."""

    class Meta:
        model = PlanNode

    parent = factory.SubFactory(ChapterFactory)
    plan = factory.SelfAttribute("parent.plan")
    position = factory.Sequence(lambda n: n + 1)
    kind = PlanNode.Kind.PARAGRAPH
    text = factory.LazyAttribute("Stycke {0.position}.".format)


class CommitmentFactory(NodeFactory):
    kind = PlanNode.Kind.COMMITMENT
    text = factory.LazyAttribute("Vi håller löfte {0.position}.".format)


class PlanReferenceFactory(DjangoModelFactory):
    class Meta:
        model = PlanReference

    node = factory.SubFactory(NodeFactory, text="Se vidare (jfr kap. 2).")
    words = "jfr kap. 2"
    target = factory.LazyAttribute(lambda reference: reference.node.parent)


class DutyFactory(DjangoModelFactory):
    class Meta:
        model = Duty

    plan = factory.SubFactory(PlanFactory)
    body = factory.SubFactory(BodyFactory)
    minimum_meetings = 6


def edition_content(plan: Plan, *, number: int = 1, decided_on: dt.date, decided_in: str = "") -> dict:
    """An edition of two chapters, in the shape that compose gives."""
    leaf = {"number": "", "title": "", "is_focus": False, "children": []}
    chapters = [
        {
            **leaf,
            "id": place,
            "kind": "chapter",
            "number": str(place),
            "title": title,
            "text": "",
            "children": [{**leaf, "id": place + 10, "kind": "paragraph", "text": f"Vad som står under {title}."}],
        }
        for place, title in enumerate(("Inledning", "Syfte"), start=1)
    ]
    return {
        "format": 1,
        "year": plan.year,
        "title": plan.title,
        "subtitle": plan.subtitle,
        "issuer": plan.issuer,
        "chapters": chapters,
        "bodies": [],
        "municipalities": [],
        "edition": number,
        "decided_on": decided_on.isoformat(),
        "decided_in": decided_in,
    }


class PlanEditionFactory(DjangoModelFactory):
    class Meta:
        model = PlanEdition

    plan = factory.SubFactory(PlanFactory)
    number = 1
    reason = factory.LazyAttribute(lambda edition: "Fel i ett datum." if edition.number > 1 else "")
    decided_on = dt.date(2016, 12, 8)
    decided_at = AT
    content = factory.LazyAttribute(
        lambda edition: edition_content(edition.plan, number=edition.number, decided_on=edition.decided_on)
    )
    sha256 = factory.LazyAttribute(lambda edition: checksum(edition.content))


class MeetingKindFactory(DjangoModelFactory):
    class Meta:
        model = MeetingKind

    name = factory.Sequence("planeringsdag {}".format)


class MeetingFactory(DraftFactory):
    """A meeting on one day; the days go upwards from 2 February 2017. `month_only` is 1 March 2018.

    Published ones are planned, or tentative when they have no day; `cancelled` is a trait.
    """

    class Meta:
        model = Meeting

    class Params:
        month_only = factory.Trait(precision=Meeting.Precision.MONTH, starts_on=dt.date(2018, 3, 1))
        cancelled = factory.Trait(state=State.CANCELLED)

    @factory.lazy_attribute
    def state(self) -> State:
        if self.announced_at is None:
            return State.DRAFT
        return State.TENTATIVE if self.precision == Meeting.Precision.MONTH else State.PLANNED

    precision = Meeting.Precision.DAY

    body = factory.SubFactory(BodyFactory)
    starts_on = factory.Sequence(lambda n: dt.date(2017, 2, 2) + dt.timedelta(days=n % 300))
    ends_on = factory.SelfAttribute("starts_on")


class MeetingChangeFactory(DjangoModelFactory):
    """A planned meeting that was cancelled, unless other values say otherwise."""

    class Meta:
        model = MeetingChange

    meeting = factory.SubFactory(MeetingFactory)
    changed_at = AT
    what = MeetingChange.What.STATE
    before = State.PLANNED
    after = State.CANCELLED


class MeetingHostFactory(DjangoModelFactory):
    class Meta:
        model = MeetingHost

    meeting = factory.SubFactory(MeetingFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    position = 1


class HostTurnFactory(DraftFactory):
    class Meta:
        model = HostTurn

    body = factory.SubFactory(BodyFactory)
    year = factory.Sequence(lambda n: 2017 + n % 180)
    municipality = factory.SubFactory(MunicipalityFactory)
