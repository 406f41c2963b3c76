"""The page where next year's plan begins: keep, change or drop each commitment, and all the rest follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from calendar_app.models import Meeting
from committee.access import only_secretariat
from committee.models import Plan, PlanNode
from committee.posting import posted
from committee.refusal import RefusedError
from committee.swedish import number_word
from sodertorn.publication.rollover import CHANGED_MEANWHILE, Choice, Do, RolledOver, roll_over, tidy, why_not

CHOICES = [(Do.KEEP.value, "Behåll"), (Do.CHANGE.value, "Ändra"), (Do.DROP.value, "Stryk")]
CHOOSE = "Välj om åtagandet ska behållas, ändras eller strykas."
IN_WORDS = {Do.KEEP: ("behållet", "behållna"), Do.CHANGE: ("ändrat", "ändrade"), Do.DROP: ("struket", "strukna")}


class CommitmentForm(forms.Form):
    """What becomes of one commitment."""

    do = forms.ChoiceField(
        label="Åtagandet",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], CHOOSE),
    )
    text = forms.CharField(
        label="Ny text",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Används när du har valt Ändra.",
    )
    is_focus = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None, *, node: PlanNode, year: int) -> None:
        initial = {"do": Do.KEEP.value, "text": node.text, "is_focus": node.is_focus}
        super().__init__(data, prefix=f"del-{node.pk}", initial=initial)
        self.node = node
        self.fields["is_focus"].label = f"I fokus {year}"

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("do") == Do.CHANGE and not tidy(cleaned.get("text", "")) and "text" not in self.errors:
            self.add_error("text", "Skriv den nya texten, eller välj Behåll eller Stryk.")
        return cleaned

    @property
    def choice(self) -> Choice:
        cleaned = self.cleaned_data
        return Choice(Do(cleaned["do"]), cleaned["text"], cleaned["is_focus"])


@dataclass(frozen=True)
class Group:
    """The commitments that stand together under a heading; `trail` names the headings above it."""

    heading: str
    trail: str
    under: int | None
    forms: list[CommitmentForm] = field(default_factory=list)


class RollOverPage:
    """A decided plan's commitments as forms, in reading order."""

    def __init__(self, request: HttpRequest, plan: Plan) -> None:
        self.data, self.year = posted(request), plan.year + 1
        self.error, self.wrong = "", []
        self.tree = PlanNode.objects.visible_to(request.reader).filter(plan=plan).tree()
        self.groups = list(self.group())
        self.forms = [form for group in self.groups for form in group.forms]

    def group(self) -> Iterator[Group]:
        above: list[PlanNode] = []
        group = None
        for node, depth in self.tree:
            above[depth:] = [node]
            if node.kind != PlanNode.Kind.COMMITMENT:
                continue
            if group is None or group.under != node.parent_id:
                *trail, heading = [f"{part.number} {part.title}".strip() for part in above[:depth]] or [""]
                group = Group(heading, " · ".join(trail), node.parent_id)
                yield group
            group.forms.append(CommitmentForm(self.data, node=node, year=self.year))

    def is_valid(self) -> bool:
        """Whether all is answered, about just the commitments that the plan has."""
        asked = {int(found[1]) for name in self.data if (found := re.fullmatch(r"del-(\d{1,18})-do", name))}
        if asked != {form.node.pk for form in self.forms}:
            self.error = CHANGED_MEANWHILE
        elif wrong := [form for form in self.forms if not form.is_valid()]:
            self.error, self.wrong = "Något är fel ifyllt. Rätta det och skapa utkastet igen.", wrong
        return not self.error

    @property
    def choices(self) -> dict[int, Choice]:
        return {form.node.pk: form.choice for form in self.forms}


@only_secretariat("committee.add_plan")
def plan_rollover(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.reader), pk=pk)
    if reason := why_not(plan):
        return refused_page(request, plan, reason)
    page = RollOverPage(request, plan)
    if request.method == "POST" and page.is_valid():
        try:
            rolled = roll_over(plan, choices=page.choices)
        except RefusedError as refused:
            return refused_page(request, plan, str(refused))
        tell(request, rolled)
        return redirect("admin:committee_plan_change", rolled.plan.pk)
    return render(request, "publication/plan_rollover.html", {"plan": plan, "year": page.year, "page": page})


def refused_page(request: HttpRequest, plan: Plan, reason: str) -> HttpResponse:
    """Why it can't begin, with the way on: to the plan that there is, or to this one."""
    following = Plan.objects.visible_to(request.reader).filter(year=plan.year + 1).first()
    context = {"plan": plan, "year": plan.year + 1, "reason": reason, "following": following}
    return render(request, "publication/plan_rollover.html", context)


def tell(request: HttpRequest, rolled: RolledOver) -> None:
    """Say what came of it on the next page, and what remains to be done."""
    messages.success(request, f"Utkastet till {rolled.plan} är skapat.{counts_in_words(rolled)}")
    if rolled.undated:
        messages.info(request, undated_in_words(rolled.undated, rolled.plan.year))
    for note in rolled.notes:
        messages.info(request, note)


def counts_in_words(rolled: RolledOver) -> str:
    counts = [f"{count} {IN_WORDS[do][count > 1]}" for do, count in rolled.counts.items() if count]
    return f" Åtaganden: {', '.join(counts)}." if counts else ""


def undated_in_words(meetings: list[Meeting], year: int) -> str:
    """The meetings that wait for a day, with links to each and to the planning of their bodies' year."""
    amount = "Ett möte" if len(meetings) == 1 else f"{number_word(len(meetings)).capitalize()} möten"
    each = [(reverse("admin:calendar_app_meeting_change", args=[meeting.pk]), str(meeting)) for meeting in meetings]
    bodies = {meeting.body.slug: str(meeting.body) for meeting in meetings}
    planning = [(reverse("calendar:year-planning"), slug, year, name, year) for slug, name in bodies.items()]
    return format_html(
        "{} med bara månad följer med: {}. Ge {} i planeringen: {}.",
        amount,
        format_html_join(", ", '<a href="{}">{}</a>', each),
        "det en dag" if len(meetings) == 1 else "dem dagar",
        format_html_join(", ", '<a href="{}?organ={}&amp;ar={}">{} {}</a>', planning),
    )
