"""Whose portal it is, and what its site says of itself: contact, responsibility, accessibility, data protection."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from committee.models.edition import PlanEdition
from committee.models.organisation import Membership, Municipality
from committee.querysets import PublicQuerySet
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned

SUPERVISOR = "Myndigheten för digital förvaltning (Digg)"
SUPERVISOR_URL = "https://www.digg.se/tdosanmalan"


class CooperationQuerySet(PublicQuerySet):
    def with_site_facts(self, today: dt.date) -> Self:
        """Add the secretariat's host, `member_count` on the day and `published_at` of the latest edition: one query."""
        members = (
            Membership.objects.on(today)
            .exclude(municipality__announced_at=None)
            .order_by()
            .values(one=Value(1))
            .annotate(n=models.Count("*"))
        )
        latest = PlanEdition.objects.order_by("-decided_at").values("decided_at")[:1]
        return self.select_related("secretariat_host").annotate(
            member_count=Coalesce(models.Subquery(members.values("n")), 0),
            published_at=models.Subquery(latest),
        )


@tracked()
class Cooperation(Versioned):
    """The cooperation that this portal belongs to (samverkan): one row, with what its site says of itself."""

    class Conformance(models.TextChoices):
        """How well the site follows lag (2018:1937) om tillgänglighet till digital offentlig service."""

        FULL = "full", "helt"
        PARTIAL = "partial", "delvis"
        NONE = "none", "inte"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField("namn", max_length=200, help_text="Det namn som står överst på planen.")
    short_name = models.CharField(
        "kort namn", max_length=60, blank=True, help_text="Visas överst på varje sida. Tomt: hela namnet visas."
    )
    secretariat_host = models.ForeignKey(
        "Municipality", models.SET_NULL, null=True, blank=True, verbose_name="sekretariatet finns hos"
    )
    email = models.EmailField(
        "e-post", blank=True, help_text="Visas på startsidan och under Om. Fyll i så att besökare kan höra av sig."
    )
    phone = models.CharField("telefon", max_length=40, blank=True)
    phone_hours = models.CharField("telefontid", max_length=100, blank=True, help_text="Till exempel: vardagar 9–15.")
    postal_address = models.TextField("postadress", blank=True, help_text="En rad för varje rad på kuvertet.")
    visiting_address = models.CharField("besöksadress", max_length=200, blank=True)

    authority = models.CharField(
        "ansvarig myndighet",
        max_length=200,
        blank=True,
        help_text="Den myndighet som svarar för webbplatsen, till exempel kommunen där sekretariatet finns. "
        "Visas i sidfoten och i tillgänglighetsredogörelsen.",
    )
    organisation_number = models.CharField("organisationsnummer", max_length=11, blank=True, help_text="212000-1234")
    registrar_email = models.EmailField(
        "registratorns e-post", blank=True, help_text="Dit den vänder sig som begär en allmän handling."
    )

    conformance = models.CharField(
        "webbplatsen följer lagen om tillgänglighet",
        max_length=7,
        choices=Conformance.choices,
        blank=True,
        help_text="Tomt: inte bedömt än. Det står då på sidan.",
    )
    known_faults = models.TextField(
        "det som inte är tillgängligt",
        blank=True,
        help_text="Varje brist, varför den finns och när den blir rättad. Tomrad ger nytt stycke, - ger punktlista.",
    )
    unreasonable_burden = models.TextField(
        "oskäligt betungande anpassning",
        blank=True,
        help_text="Det ni undantar enligt 12 § lagen, och varför. Tomt: inget undantas.",
    )
    outside_the_law = models.TextField(
        "det som lagen inte omfattar",
        blank=True,
        help_text="Innehåll som undantas enligt 9 §, till exempel äldre inspelningar. Tomt: inget.",
    )
    assessed_on = models.DateField("bedömd den", null=True, blank=True, help_text="När ni prövade webbplatsen senast.")
    assessment_method = models.TextField(
        "så gjordes bedömningen",
        blank=True,
        help_text="Till exempel egen granskning mot WCAG 2.2 AA.",
    )
    stated_on = models.DateField("redogörelsen uppdaterad", null=True, blank=True)
    answer_time = models.CharField(
        "svarstid",
        max_length=100,
        blank=True,
        help_text="När den som påpekar en brist får svar: inom två dagar.",
    )
    supervisor = models.CharField("tillsynsmyndighet", max_length=200, default=SUPERVISOR)
    supervisor_url = models.URLField("anmälan till tillsynsmyndigheten", default=SUPERVISOR_URL, blank=True)

    data_controller = models.CharField(
        "personuppgiftsansvarig", max_length=200, blank=True, help_text="Tomt: ansvarig myndighet."
    )
    data_protection_officer = models.CharField(
        "dataskyddsombud", max_length=200, blank=True, help_text="Namn eller funktion, och hur man når den."
    )
    data_protection_email = models.EmailField("dataskyddsombudets e-post", blank=True)
    purposes = models.TextField(
        "varför uppgifterna behandlas",
        blank=True,
        help_text="Till exempel kallelser och protokoll.",
    )
    legal_basis = models.TextField("rättslig grund", blank=True, help_text="Till exempel allmänt intresse, och varför.")
    retention = models.TextField(
        "hur länge uppgifterna sparas", blank=True, help_text="Det som gäller utöver gallringen här nedan."
    )
    retention_years = models.PositiveSmallIntegerField(
        "gallras efter",
        default=2,
        help_text="Så många år efter någons sista uppdrag tas namn, adresser och svar bort, även ur historiken. "
        "Det som står i justerade protokoll finns kvar.",
    )

    # What `with_site_facts` fills in, and what a portal without rows shows.
    member_count = 0
    published_at: dt.datetime | None = None

    objects = CooperationQuerySet.as_manager()

    class Meta:
        verbose_name = "samverkan"
        verbose_name_plural = "samverkan"
        triggers = [COUNTS_VERSIONS]
        constraints = [
            models.CheckConstraint(
                name="cooperation_conformance_is_known",
                condition=Q(conformance__in=["", "full", "partial", "none"]),
                violation_error_message="Välj hur väl webbplatsen följer lagen.",
            ),
            models.CheckConstraint(
                name="cooperation_full_conformance_has_no_faults",
                condition=~Q(conformance="full") | Q(known_faults=""),
                violation_error_message="En webbplats med kända brister följer inte lagen helt. Välj delvis.",
            ),
            models.CheckConstraint(
                name="cooperation_retention_in_years",
                condition=Q(retention_years__range=(1, 50)),
                violation_error_message="Personuppgifter sparas 1 till 50 år efter det sista uppdraget.",
            ),
            models.CheckConstraint(
                name="cooperation_organisation_number_has_its_form",
                condition=Q(organisation_number="") | Q(organisation_number__regex=r"^\d{6}-\d{4}$"),
                violation_error_message="Skriv organisationsnumret som 212000-1234.",
            ),
            models.CheckConstraint(
                name="cooperation_statement_is_no_older_than_its_assessment",
                condition=Q(assessed_on__isnull=True) | Q(stated_on__isnull=True) | Q(stated_on__gte=F("assessed_on")),
                violation_error_message="Redogörelsen kan inte vara äldre än bedömningen som den bygger på.",
            ),
            models.CheckConstraint(
                name="cooperation_is_one_row",
                condition=Q(id=1),
                violation_error_message="Portalen har bara en samverkan. Ändra den som finns.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def announced_host(self) -> Municipality | None:
        """Where the secretariat is, once that municipality is public."""
        return self.secretariat_host if self.secretariat_host and self.secretariat_host.announced_at else None

    @property
    def controller(self) -> str:
        """Who is responsible for personal data."""
        return self.data_controller or self.authority
