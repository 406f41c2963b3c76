"""The plan's rows in the admin: an open plan's are edited, a decided one's are read; its editions always are."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from committee.admin.base import VisibleAdmin
from committee.forms import (
    OWN_WORDS,
    SPLIT,
    PlanNodeForm,
    PlanReferenceForm,
    PlanReferenceFormSet,
    asked_of,
    split_at_empty_lines,
)
from committee.models import Plan, PlanEdition, PlanNode, PlanReference
from committee.operations import add, open_plan, put_last, save_words, split
from committee.posting import is_key
from committee.refusal import RefusedError


class OpenOnly:
    """Lets a plan's rows be changed only while the plan is open; then they can still be read."""

    def plan_of(self, obj) -> Plan:
        """The plan that decides; an inline is asked about the row it stands in."""
        return obj

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return super().has_change_permission(request, obj) and self.is_open(obj)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and self.is_open(obj)

    def is_open(self, obj) -> bool:
        return obj is None or self.plan_of(obj).is_open


class OpenOnlyInline(OpenOnly, admin.StackedInline):
    """Rows under a plan or a part of one."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return super().has_add_permission(request, obj) and self.is_open(obj)


class OpenOnlyAdmin(OpenOnly, VisibleAdmin):
    """The page of a plan or a part of one; the plan is held while it is saved, and may have been decided meanwhile."""

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        if change:
            open_plan(self.plan_of(obj))
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj) -> None:
        open_plan(self.plan_of(obj))
        super().delete_model(request, obj)

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        return self.unless_refused(super().changeform_view, request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        return self.unless_refused(super().delete_view, request, object_id, extra_context)

    def unless_refused(self, view: Callable[..., HttpResponse], request: HttpRequest, key, *args) -> HttpResponse:
        """What a page answers, or why not on the row's own page: a new row's form keeps what its address says."""
        try:
            return view(request, key, *args)
        except RefusedError as refused:
            self.message_user(request, str(refused), level="ERROR")
            page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return redirect(page, key) if key else redirect(request.get_full_path())


class PlanReferenceInline(OpenOnlyInline):
    model = PlanReference
    form = PlanReferenceForm
    formset = PlanReferenceFormSet
    fk_name = "node"

    def plan_of(self, obj: PlanNode) -> Plan:
        return obj.plan


@admin.register(PlanNode)
class PlanNodeAdmin(OpenOnlyAdmin):
    """One part of a plan. Who is responsible for a commitment may be changed in a decided plan too."""

    empty_words = "Planens delar finns i planens träd. Börja med att läsa in eller lägga till en verksamhetsplan."
    form = PlanNodeForm
    list_display = ["__str__", "kind", "plan", "is_focus", "owner"]
    list_filter = ["plan", "kind", "is_focus"]
    list_select_related = ["plan", "owner"]
    search_fields = ["title", "text"]

    class Media:
        js = ["js/plan.js"]
        css = {"all": ["css/plan-desk.css"]}

    def plan_of(self, obj: PlanNode) -> Plan:
        return obj.plan

    def hold(self, obj: PlanNode) -> None:
        """The plan first, as everything that writes its parts does."""
        list(Plan.objects.filter(pk=obj.plan_id).select_for_update())
        super().hold(obj)

    def has_change_permission(self, request: HttpRequest, obj: PlanNode | None = None) -> bool:
        may_have_owner = obj is not None and obj.kind == PlanNode.Kind.COMMITMENT
        return VisibleAdmin.has_change_permission(self, request, obj) and (may_have_owner or self.is_open(obj))

    def get_fields(self, request: HttpRequest, obj: PlanNode | None = None) -> list[str]:
        """Those of the kind that is chosen on the page, or that the part has."""
        kind = request.POST.get("kind") or (obj.kind if obj else request.GET.get("kind", ""))
        return ["plan", "parent", "kind", *(name for name in OWN_WORDS if name in asked_of(kind))]

    def get_readonly_fields(self, request: HttpRequest, obj: PlanNode | None = None) -> list[str]:
        if obj is None:
            return []
        return ["plan"] if self.is_open(obj) else [name for name in self.get_fields(request, obj) if name != "owner"]

    def get_inlines(self, request: HttpRequest, obj: PlanNode | None) -> list:
        return [PlanReferenceInline] if obj else []

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and obj.kind in PlanNode.SPLIT_KINDS and self.is_open(obj):
            context |= {"split_button": SPLIT}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: PlanNode, form, change: bool) -> None:
        if not change:
            add(obj, after=self.sibling_before(request, obj))
        elif "kind" not in request.POST:  # the page of a plan that rests, which asks for nothing but the owner
            obj.save(update_fields=["owner"])
        elif "parent" in form.changed_data:
            put_last(obj, under=obj.parent)
        else:
            save_words(obj, fields=["kind", *OWN_WORDS])

    def sibling_before(self, request: HttpRequest, obj: PlanNode) -> PlanNode | None:
        """The part that the page was asked to add after, if it lies beside the new one."""
        after = request.GET.get("after", "")
        beside = self.get_queryset(request).filter(plan=obj.plan_id, parent=obj.parent_id)
        return beside.filter(pk=int(after)).first() if is_key(after) else None

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if SPLIT in request.POST:
            parts = split(form.instance, split_at_empty_lines(form.instance.text))
            self.message_user(request, f"Delen blev {len(parts)} delar.")

    def response_post_save_add(self, request: HttpRequest, obj: PlanNode) -> HttpResponse:
        return self.back_to_the_tree(obj)

    def response_post_save_change(self, request: HttpRequest, obj: PlanNode) -> HttpResponse:
        return self.back_to_the_tree(obj)

    def delete_model(self, request: HttpRequest, obj: PlanNode) -> None:
        super().delete_model(request, obj)
        request.left_plan = obj.plan_id

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        super().response_delete(request, obj_display, obj_id)  # says so in a message
        return redirect("admin:committee_plan_change", request.left_plan)

    def back_to_the_tree(self, node: PlanNode) -> HttpResponse:
        return redirect(reverse("admin:committee_plan_change", args=[node.plan_id]) + f"#del-{node.pk}")


@admin.register(PlanEdition)
class PlanEditionAdmin(VisibleAdmin):
    """Editions can be looked at; nothing changes them."""

    empty_words = "Ingen plan är fastställd än. Förhandsgranska planen och fastställ den, så finns utgåvan här."
    list_display = ["__str__", "decided_on", "decided_in", "decided_by"]
    list_filter = ["plan__year"]
    list_select_related = ["plan", "decided_by"]
    search_fields = ["plan__year", "sha256"]
    date_hierarchy = "decided_on"
    exclude = ["content"]  # read on its own page, by the link there

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False
