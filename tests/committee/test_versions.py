"""The version of an aggregate: one more at each edit of its root or a part, whoever writes and however."""

from __future__ import annotations

import pytest
from django.db import connection

from calendar_app.models import AgendaItem, Meeting, MeetingHost
from committee.models import Body, Organisation
from committee.versions import Versioned
from tests.factories import BodyFactory, MeetingFactory, MeetingHostFactory, MunicipalityFactory, OrganisationFactory
from tests.meeting_factories import AgendaItemFactory
from tests.own_models import APPS, own_models

pytestmark = pytest.mark.django_db


def version_of(row) -> int:
    return type(row)._base_manager.values_list("version", flat=True).get(pk=row.pk)


def triggers_of(model) -> set[str]:
    return {trigger.name for trigger in getattr(model._meta, "triggers", [])}


def test_every_root_counts_its_versions():
    roots = [model for model in own_models(*APPS) if issubclass(model, Versioned)]

    assert {model.__name__ for model in roots if "counts_versions" not in triggers_of(model)} == set()
    assert {model.__name__ for model in roots} == {
        *("Cooperation", "Municipality", "Organisation", "Body", "Person", "Assignment", "Plan", "PlanNode"),
        *("Meeting", "MeetingKind", "StandingItem", "HostTurn", "Document", "Minutes", "FollowUp"),
        *("Budget", "Population", "PriceIndex"),
    }


def test_every_inline_counts_in_its_root():
    counting = {model.__name__ for model in own_models(*APPS) if "counts_in_root_update" in triggers_of(model)}

    assert counting == {
        *("Membership", "Assignment", "Duty", "PlanReference"),
        *("MeetingHost", "AgendaItem", "DocumentVersion", "Paragraph", "Attendance", "Adjuster"),
        "BudgetLine",
    }


def test_root_counts_what_changes_it_and_nothing_else():
    body = BodyFactory(name="Gruppen")
    stale = Body.objects.get(pk=body.pk)

    body.name = "Rådet"
    body.save()
    Body.objects.filter(pk=body.pk).update(position=7)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE committee_body SET slug = 'annat' WHERE id = %s", [body.pk])
        cursor.execute("UPDATE committee_body SET slug = 'annat' WHERE id = %s", [body.pk])

    assert version_of(body) == 4
    stale.name, stale.position, stale.slug = "Rådet", 7, "annat"
    stale.save()
    assert version_of(body) == 4


def test_number_that_is_typed_is_not_believed():
    body = BodyFactory()

    Body.objects.filter(pk=body.pk).update(version=99)
    Body.objects.filter(pk=body.pk).update(version=99, position=5)

    assert version_of(body) == 2


def test_statement_that_writes_many_parts_makes_one_version_of_each_root():
    meetings = [MeetingFactory(), MeetingFactory()]
    municipality = MunicipalityFactory()

    MeetingHost.objects.bulk_create(MeetingHost(meeting=meeting, municipality=municipality) for meeting in meetings)
    AgendaItem.objects.bulk_create(AgendaItem(meeting=meetings[0], position=n, title=f"{n}") for n in range(5))

    before = [version_of(meeting) for meeting in meetings]
    AgendaItem.objects.update(title="Ny")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM calendar_app_agendaitem")
    assert [version_of(meeting) for meeting in meetings] == [before[0] + 2, before[1]]
    assert before[0] == before[1] + 1


def test_part_that_moves_counts_in_both_roots():
    host = MeetingHostFactory()
    other = MeetingFactory()
    before = version_of(host.meeting), version_of(other)

    MeetingHost.objects.filter(pk=host.pk).update(meeting=other)

    assert version_of(host.meeting) > before[0]
    assert version_of(other) > before[1]


def test_partner_of_a_body_counts_in_it():
    body = BodyFactory()

    body.partners.add(OrganisationFactory())
    body.partners.clear()

    assert version_of(body) == 3
    assert Organisation.objects.count() == 1


def test_version_alone_is_no_change_to_those_who_subscribe():
    item = AgendaItemFactory()
    before = Meeting.objects.values_list("sequence", flat=True).get()

    AgendaItem.objects.filter(pk=item.pk).update(text="Ny")

    assert Meeting.objects.values_list("sequence", flat=True).get() == before
