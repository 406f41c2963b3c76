"""What the site's own facts can't be, case by case."""

from __future__ import annotations

import datetime as dt

from committee.models import Cooperation
from tests.committee.provoking import Case

SITE_CASES = [
    Case(
        "cooperation_conformance_is_known",
        "Välj hur väl webbplatsen följer lagen.",
        lambda: Cooperation(name="Fjärdkommunerna", conformance="nja"),
        form=("Värdet 'nja' är inget giltigt alternativ.",),
    ),
    Case(
        "cooperation_full_conformance_has_no_faults",
        "En webbplats med kända brister följer inte lagen helt. Välj delvis.",
        lambda: Cooperation(name="Fjärdkommunerna", conformance="full", known_faults="Bilagor."),
    ),
    Case(
        "cooperation_retention_in_years",
        "Personuppgifter sparas 1 till 50 år efter det sista uppdraget.",
        lambda: Cooperation(name="Fjärdkommunerna", retention_years=51),
    ),
    Case(
        "cooperation_organisation_number_has_its_form",
        "Skriv organisationsnumret som 212000-1234.",
        lambda: Cooperation(name="Fjärdkommunerna", organisation_number="2120001234"),
    ),
    Case(
        "cooperation_statement_is_no_older_than_its_assessment",
        "Redogörelsen kan inte vara äldre än bedömningen som den bygger på.",
        lambda: Cooperation(name="Fjärdkommunerna", assessed_on=dt.date(2017, 1, 2), stated_on=dt.date(2017, 1, 1)),
    ),
]
