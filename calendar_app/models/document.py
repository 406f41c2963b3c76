"""The documents of meetings, and the versions that each has had."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from calendar_app.documents.formats import MAX_BYTES, Format
from calendar_app.models.agenda import AgendaItem
from calendar_app.models.meeting import Meeting
from calendar_app.models.triggers import ITEM_IN_THE_SAME_MEETING, VERSION_STAYS
from committee.audience import Audience, is_for
from committee.querysets import AnnouncedQuerySet, announced_at_field
from committee.reader import Reader
from committee.rules import NEVER_EMPTIED
from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned, counts_in


class DocumentQuerySet(AnnouncedQuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Published ones that are for the reader, on agendas and items that the reader may read."""
        if reader.is_secretariat:
            return self
        meetings = Meeting.objects.with_agenda_visible_to(reader).order_by()
        items = AgendaItem.objects.visible_to(reader).order_by()
        published = super().visible_to(reader).filter(meeting__in=meetings)
        return published.filter(
            is_for(reader, audience="audience", body="meeting__body"), Q(item__isnull=True) | Q(item__in=items)
        )

    def with_latest(self) -> Self:
        """Add what lists show of the latest version: number, file, and when it came. No query of its own."""
        versions = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
        return self.annotate(
            version_number=Subquery(versions.values("number")[:1]),
            format=Subquery(versions.values("format")[:1]),
            size=Subquery(versions.values("size")[:1]),
            pages=Subquery(versions.values("pages")[:1]),
            name=Subquery(versions.values("name")[:1]),
            uploaded_at=Subquery(versions.values("uploaded_at")[:1]),
            is_version_late=Subquery(versions.values("is_late")[:1]),
        )

    def in_order(self) -> Self:
        return self.order_by("position", "pk")

    def last_published(self) -> Self:
        """The published ones, the latest first, with their meetings and latest versions."""
        published = self.exclude(announced_at=None).with_latest().order_by("-announced_at", "position", "pk")
        return published.select_related("meeting__body", "meeting__kind")


@tracked(part_of="meeting")
class Document(Versioned):
    """A document of a meeting, or of one of its items (handling)."""

    class Origin(models.TextChoices):
        DRAWN_UP = "drawn_up", "upprättad"
        RECEIVED = "received", "inkommen"

    class Language(models.TextChoices):
        SWEDISH = "sv", "svenska"
        ENGLISH = "en", "engelska"
        FINNISH = "fi", "finska"
        OTHER = "mul", "flera språk"

    uuid = models.UUIDField("id i adressen", unique=True, editable=False, db_default=RandomUUID())
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="documents", verbose_name="möte")
    item = models.ForeignKey(
        AgendaItem,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="ärende",
        help_text="Tomt: handlingen gäller hela mötet.",
    )
    position = models.PositiveSmallIntegerField("ordning", default=0)
    title = models.CharField("rubrik", max_length=200, help_text="Det som läsaren ser i stället för filens namn.")
    audience = models.CharField(
        "läses av",
        max_length=11,
        choices=[
            (Audience.PUBLIC.value, "alla som läser föredragningslistan"),
            (Audience.MEMBERS.value, Audience.MEMBERS.label),
            (Audience.SECRETARIAT.value, Audience.SECRETARIAT.label),
        ],
        default=Audience.PUBLIC,
        help_text="Aldrig fler än de som läser föredragningslistan.",
    )
    language = models.CharField("språk", max_length=3, choices=Language.choices, blank=True)
    origin = models.CharField(
        "handlingen är",
        max_length=8,
        choices=Origin.choices,
        default=Origin.DRAWN_UP,
        help_text="Upprättad hos er, eller inkommen från någon annan.",
    )
    dated_on = models.DateField("upprättad eller inkommen den")
    registration_number = models.CharField(
        "diarienummer",
        max_length=40,
        blank=True,
        help_text="Diariets nummer, till exempel KS 2017/12. Tomt: inte diarieförd.",
    )
    is_accessible = models.BooleanField(
        "tillgänglig",
        null=True,
        blank=True,
        help_text="Går att läsa med skärmläsare: har rubriker, textalternativ och språk. Tomt: inte bedömt.",
    )
    is_late = models.BooleanField("skickad efter kallelsen", default=False, editable=False)
    announced_at = announced_at_field()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "handling"
        verbose_name_plural = "handlingar"
        ordering = ["meeting", "position", "pk"]
        triggers = [
            COUNTS_VERSIONS,
            pgtrigger.Protect(
                name="published_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__announced_at__isnull=False),
            ),
            ITEM_IN_THE_SAME_MEETING,
            NEVER_EMPTIED,
        ]
        constraints = [
            models.CheckConstraint(
                name="document_audience_is_known",
                condition=Q(audience__in=Audience.values),
                violation_error_message="Välj vem som läser handlingen.",
            ),
            models.CheckConstraint(
                name="document_is_late_only_when_published",
                condition=Q(is_late=False) | Q(announced_at__isnull=False),
                violation_error_message="Bara en publicerad handling kan vara skickad efter kallelsen.",
            ),
        ]

    # What `with_latest` fills in.
    version_number: int | None = None
    format = ""
    size = 0
    pages: int | None = None
    name = ""
    uploaded_at: dt.datetime | None = None
    is_version_late = False
    # What an agenda fills in: published, or a new version, since the reader read it.
    is_new = False

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("calendar:document", args=[self.uuid])

    @property
    def is_draft(self) -> bool:
        return self.announced_at is None

    @property
    def format_label(self) -> str:
        """Needs `with_latest`."""
        return Format(self.format).label if self.format else ""


def stored_name(version: DocumentVersion, name: str) -> str:
    """Where the file is kept: a generated name that says nothing of what was typed."""
    made = uuid.uuid4().hex
    return f"documents/{made[:2]}/{made}"


class DocumentVersionQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """The versions of the documents that the reader may read."""
        return self.filter(document__in=Document.objects.visible_to(reader).order_by())


@tracked(part_of="document")
class DocumentVersion(models.Model):
    """One file of a document (version); a new one supersedes it and it is kept."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name="handling")
    number = models.PositiveSmallIntegerField("version")
    file = models.FileField("fil", upload_to=stored_name, max_length=120)
    name = models.CharField("filnamn", max_length=130)
    format = models.CharField("format", max_length=4, choices=[(one.value, one.label) for one in Format])
    size = models.PositiveIntegerField("storlek i byte")
    sha256 = models.CharField("sha256", max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}$")])
    pages = models.PositiveIntegerField("sidor", null=True, blank=True)
    uploaded_at = models.DateTimeField("uppladdad")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="uppladdad av"
    )
    is_late = models.BooleanField("skickad efter kallelsen", default=False)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version av handling"
        verbose_name_plural = "versioner av handlingar"
        ordering = ["document", "number"]
        triggers = [
            *counts_in("calendar_app_document", "document_id"),
            pgtrigger.Protect(
                name="file_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "document", "number", "file", "name", "format", "size", "sha256", "pages"
                ),
            ),
            VERSION_STAYS,
            NEVER_EMPTIED,
        ]
        constraints = [
            models.UniqueConstraint(
                name="document_version_number_once",
                fields=["document", "number"],
                violation_error_message="Handlingen har redan en version med det numret.",
            ),
            models.CheckConstraint(
                name="document_version_has_a_size",
                condition=Q(size__range=(1, MAX_BYTES), number__gte=1),
                violation_error_message="En handling är minst 1 byte och högst 25 MB.",
            ),
            models.CheckConstraint(
                name="document_version_format_is_known",
                condition=Q(format__in=[one.value for one in Format]),
                violation_error_message="Formatet är inte ett av dem som portalen tar emot.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("calendar:document-version", args=[self.document.uuid, self.number])

    @property
    def news(self) -> str:
        """What it is when it is new."""
        return "ny handling" if self.number == 1 else f"version {self.number} av"
