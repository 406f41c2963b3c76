"""Tells in words and figures what was understood of a document (pure)."""

from committee.swedish import kronor
from sodertorn.importing.values import Finding, ParsedPlan

BUDGET_SIDES = {"income": "Intäkter", "cost": "Kostnader"}


def understood(parsed: ParsedPlan) -> list[tuple[str, int]]:
    """What was read, as (kind, count)."""
    chapters = len(parsed.chapters)
    kinds = [
        ("samverkansområden", "area"),
        ("målområden", "goal_area"),
        ("utvecklingsfrågor", "issue"),
        ("åtaganden", "commitment"),
        ("rubriker", "section"),
        ("stycken", "paragraph"),
        ("punkter i listor", "item"),
        ("tabeller", "table"),
    ]
    return [
        ("kapitel", chapters),
        *((name, len(parsed.nodes_of(kind))) for name, kind in kinds),
        ("  åtaganden i fokus", sum(node.is_focus for node in parsed.nodes())),
        ("kommuner", len(parsed.municipalities)),
        ("organ", len(parsed.bodies)),
        ("löften om möten", len(parsed.duties)),
        ("möten", len(parsed.meetings)),
        ("  möten med bara månad", sum(meeting.is_month_only for meeting in parsed.meetings)),
        ("värdskap", len(parsed.host_turns)),
        ("budgetposter", len(parsed.budget_lines)),
    ]


def describe(parsed: ParsedPlan, findings: list[Finding]) -> str:
    """The whole report, ready to print."""
    lines = [f"{parsed.title} – {parsed.issuer}", ""]
    lines += [f"  {name:<26}{count:>6}" for name, count in understood(parsed)]
    lines += ["", f"  {'rader placerade':<26}{len(parsed.placed_lines()):>6} av {parsed.total_lines}", ""]
    for total in parsed.sums:
        agrees = "stämmer" if total.stated_sek == total.lines_sek else f"posterna blir {kronor(total.lines_sek)}"
        lines.append(f"  {BUDGET_SIDES[total.kind]}: summa {kronor(total.stated_sek)}, {agrees}")
    lines.append("")
    if not findings:
        lines.append("Inga anmärkningar.")
    for finding in sorted(findings, key=lambda finding: finding.line):
        mark = "!" if finding.needs_person else "i"
        place = f"rad {finding.line}" if finding.line else "hela dokumentet"
        lines.append(f"  {mark} {place}: {finding.text}")
    return "\n".join(lines)
