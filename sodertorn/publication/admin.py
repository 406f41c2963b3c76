"""The plan in the admin: its tree, what to think of before it is decided, and its promises."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from committee import operations
from committee.admin.plan import OpenOnlyAdmin, OpenOnlyInline
from committee.forms import DutyFormSet
from committee.models import Duty, Plan, PlanNode
from committee.posting import posted_key
from committee.refusal import RefusedError
from sodertorn.publication.decide import compose_next
from sodertorn.publication.review import by_topic, review


class DutyInline(OpenOnlyInline):
    model = Duty
    formset = DutyFormSet


ARRANGED = {
    "upp": lambda node: operations.move(node, steps=-1),
    "ned": lambda node: operations.move(node, steps=1),
    "in": operations.indent,
    "ut": operations.outdent,
}
"""What a button in the tree does to its part."""


@admin.register(Plan)
class PlanAdmin(OpenOnlyAdmin):
    empty_words = "Ingen plan än. Läs in ett dokument, eller lägg till en tom plan."
    list_display = ["year", "title", "state"]
    search_fields = ["year", "title"]
    inlines = [DutyInline]

    class Media:
        js = ["js/plan.js"]
        css = {"all": ["css/plan-desk.css"]}

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_decision()

    def get_readonly_fields(self, request: HttpRequest, obj: Plan | None = None) -> list[str]:
        return ["year"] if obj and obj.has_edition else []  # its address stays, in a correction too

    @admin.display(description="läge", ordering="is_decided")
    def state(self, plan: Plan) -> str:
        if plan.reopened_at:
            return "rättas"
        return "fastställd" if plan.is_decided else "utkast"

    def view_on_site(self, plan: Plan) -> str | None:
        """A draft has no page to show."""
        return plan.get_absolute_url() if plan.current_edition() else None

    def get_urls(self):
        return [
            path("<int:pk>/ordna/", self.admin_site.admin_view(self.arrange), name="committee_plan_arrange"),
            *super().get_urls(),
        ]

    def arrange(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what a button in the tree says to its part; a mere visit does nothing."""
        plan = get_object_or_404(self.get_queryset(request), pk=pk)
        way = next((way for way in ARRANGED if way in request.POST), None)
        # Who presses a button in a tree that was shown before the plan was decided is told so, with the tree as it is.
        if not self.has_change_permission(request, None if way else plan):
            raise PermissionDenied
        tree = reverse("admin:committee_plan_change", args=[pk])
        if request.method != "POST":
            return redirect(tree)
        if way is None:
            raise Http404
        node = get_object_or_404(PlanNode.objects.visible_to(request.reader), plan=plan, pk=posted_key(request, way))
        try:
            ARRANGED[way](node)
        except RefusedError as refused:
            self.message_user(request, str(refused), level="WARNING")
        return redirect(f"{tree}#del-{node.pk}")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            is_open = obj.is_open
            context |= {
                "tree": obj.nodes.tree(),
                "edition": obj.current_edition(),
                "is_open": is_open,
                "topics": by_topic(review(obj, compose_next(obj, decided_on=None))) if is_open else [],
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
