"""The foot of a report: what signs mean, what it cannot know, what to ask next."""

from __future__ import annotations

from dedup.report.document import Block, Line, Para, Section, join, ours
from dedup.report.style import LEGEND, style_of_sign
from dedup.report.view import View

LIMITS = (
    "Nothing here says who is right. Facts are found by rules and compared by their words, numbers, "
    "names and times, so the tool misses some that are phrased anew and may pair sentences that only "
    "look alike. “Not found” means that it found no match, not that an outlet left something "
    "out: read the nearest sentence. Copies of one text count as one origin."
)


def foot(view: View) -> list[Block]:
    """Return the legend, the limits and the next steps."""
    signs: list[Line] = [
        (*ours(sign, style_of_sign(sign)), *ours(f" {word}", "dim")) for sign, word in LEGEND
    ]
    first = next(iter(view.letters.values()), "A")
    number = len(view.comparison.facts)
    steps = ["--sentences  the base article with who else has it"]
    if number:
        steps.append(f"--facts  all {number} facts" if number > 1 else "--facts  the fact in full")
    if view.comparison.findings:
        steps.append(f"--explain {view.comparison.findings[0].id}  why the tool says so")
    return [
        Section(ours("HOW TO READ"), ours(f"{first}04 is sentence 4 of article {first}", "dim")),
        Para(join(signs, "   "), indent=1),
        Para(ours(LIMITS, "dim"), indent=1),
        Para((*ours("next: ", "section"), *join([ours(s) for s in steps], " · ")), indent=1, hang=6),
    ]
