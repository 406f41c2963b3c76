"""Who we are, in the admin."""

from django.contrib import admin
from django.db.models import Prefetch, URLField

from committee.admin.actions import announce
from committee.admin.base import ForgivingAdmin, VisibleAdmin
from committee.models import Assignment, Body, Cooperation, Membership, Municipality, Organisation, Person


@admin.register(Cooperation)
class CooperationAdmin(VisibleAdmin):
    list_display = ["name", "secretariat_host", "email"]
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = [
        (None, {"fields": ["name", "short_name", "secretariat_host"]}),
        (
            "Kontakt",
            {
                "fields": ["email", "phone", "phone_hours", "postal_address", "visiting_address"],
                "description": "Visas på startsidan och under Om webbplatsen.",
            },
        ),
        (
            "Ansvarig myndighet",
            {
                "fields": ["authority", "organisation_number", "registrar_email"],
                "description": "Visas i sidfoten, under Om webbplatsen och i redogörelserna.",
            },
        ),
        (
            "Tillgänglighetsredogörelse",
            {
                "fields": [
                    *("conformance", "known_faults", "unreasonable_burden", "outside_the_law"),
                    *("assessed_on", "assessment_method"),
                    *("stated_on", "answer_time", "supervisor", "supervisor_url"),
                ],
                "description": "Visas på sidan Tillgänglighet. Det som inte är ifyllt står där som saknat.",
            },
        ),
        (
            "Dataskydd",
            {
                "fields": [
                    *("data_controller", "data_protection_officer", "data_protection_email"),
                    *("purposes", "legal_basis", "retention", "retention_years"),
                ],
                "description": "Visas på sidan Dataskydd.",
            },
        ),
    ]

    def has_add_permission(self, request) -> bool:
        return super().has_add_permission(request) and not Cooperation.objects.exists()

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 0


@admin.register(Municipality)
class MunicipalityAdmin(VisibleAdmin):
    list_display = ["name", "memberships_in_words", "announced_at"]
    readonly_fields = ["announced_at"]
    actions = [announce]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [MembershipInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("memberships")

    @admin.display(description="deltar")
    def memberships_in_words(self, municipality: Municipality) -> str:
        return ", ".join(f"{row.starts_on}–{row.ends_on or ''}" for row in municipality.memberships.all())


@admin.register(Organisation)
class OrganisationAdmin(VisibleAdmin):
    search_fields = ["name"]


@admin.register(Body)
class BodyAdmin(VisibleAdmin):
    empty_words = "Inga organ än. Läs in verksamhetsplanen, så kommer dess organ med, eller lägg till ett."
    list_display = [
        "name",
        "short_name",
        "usual_weekday",
        "usual_starts_at",
        "usual_ends_at",
        "prepares",
        "announced_at",
    ]
    readonly_fields = ["announced_at"]
    actions = [announce]
    list_filter = ["usual_weekday"]
    search_fields = ["name", "short_name"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["prepares", "partners"]

    def get_queryset(self, request):
        """A body that is a draft isn't named by the one that prepares its meetings either."""
        seen = Body.objects.visible_to(request.reader)
        return super().get_queryset(request).prefetch_related(Prefetch("prepares", queryset=seen))


class AssignmentInline(admin.StackedInline):
    model = Assignment
    extra = 0
    autocomplete_fields = ["body"]


@admin.register(Person)
class PersonAdmin(ForgivingAdmin):
    empty_words = "Inga personer än. Lägg till dem som ska kallas: en person för varje plats i ett organ."
    list_display = ["name", "municipality", "email"]
    list_filter = ["municipality"]
    list_select_related = ["municipality"]
    search_fields = ["name", "email"]
    autocomplete_fields = ["municipality"]
    # Who logs in as whom is decided by an invitation, or by an administrator of accounts.
    readonly_fields = ["user"]
    inlines = [AssignmentInline]


@admin.register(Assignment)
class AssignmentAdmin(ForgivingAdmin):
    list_display = ["person", "ends_on", "body", "role", "starts_on"]  # what is typed is in sight
    list_filter = ["body", "role"]
    list_editable = ["ends_on"]
    list_select_related = ["person", "body"]
    search_fields = ["person__name", "body__name"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["person", "body"]
