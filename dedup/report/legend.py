"""The foot of a report: what signs mean, what it cannot know, what to ask next."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.report.document import Block, Line, Para, Section, glued, join, ours
from dedup.report.style import LEGEND, style_of_sign
from dedup.report.view import View

LIMITS = (
    "Nothing here says who is right. Facts are found by rules and compared by their words, "
    "numbers, names and times: the tool misses some that are phrased anew and may pair sentences "
    "that only look alike. “Not found” means that it found no match, not that an outlet left "
    "something out: read the nearest sentence. Copies of one text count as one origin."
)


def foot(views: Sequence[View]) -> list[Block]:
    """Return the legend, the limits and the next steps, once for all stories."""
    signs: list[Line] = [
        (*ours(sign, style_of_sign(sign)), *glued(f" {word}", "dim")) for sign, word in LEGEND
    ]
    steps = [("--sentences", "the base article, and who else has each sentence")]
    number = sum(len(view.comparison.facts) for view in views)
    if number:
        steps.append(("--facts", f"all {number}"))
    finding = next((f.id for view in views for f in view.comparison.findings), "")
    if finding:
        steps.append((f"--explain {finding}", "why the tool says so"))
    following = [(*glued(flag, "mark"), *ours(f" {what}", "dim")) for flag, what in steps]
    return [
        Section(ours("HOW TO READ"), ours("A04 is sentence 4 of article A", "dim")),
        Para(join(signs, "   "), indent=1),
        Para(ours(LIMITS, "dim"), indent=1),
        Para((*ours("Next: ", "section"), *join(following, " · ")), indent=1, hang=6),
    ]
