"""Puts the sections of a diff report in order."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.decisions import Reviewed
from dedup.model import Comparison
from dedup.options import ReportOptions
from dedup.report.document import Block, Para, ours
from dedup.report.evidence import look_here
from dedup.report.explain import explained, find, require_finding
from dedup.report.legend import foot
from dedup.report.lists import every, only, shared, undecided
from dedup.report.overview import overview
from dedup.report.sentences import annotated, require_base
from dedup.report.view import View, view_of

_NOTHING = (
    "Nothing to compare: no story with two or more articles was found. "
    "With --as-one the articles given are compared as one story."
)


def diff_blocks(
    comparisons: Sequence[Comparison | Reviewed], options: ReportOptions
) -> list[Block]:
    """Return the blocks of a whole diff report.

    Raises:
        OptionError: Unknown base article or finding number.
    """
    views = [view_of(story) for story in comparisons]
    if not views:
        return [Para(ours(_NOTHING))]
    require_base(views, options.base)
    if options.explain:
        require_finding(views, options.explain)
        return [
            block
            for view in views
            if find(view, options.explain)
            for block in (*overview(view)[:1], *explained(view, options.explain))
        ]
    blocks = [block for view in views for block in _story(view, options)]
    return [*blocks, *foot(views)]


def _story(view: View, options: ReportOptions) -> list[Block]:
    blocks = overview(view)
    if len(view.articles) < 2:
        return [*blocks, Para(ours("Only one article: nothing to compare it with."), indent=1)]
    blocks += look_here(view)
    if options.sentences or options.base:
        blocks += annotated(view, options.base)
    if options.facts:
        return [*blocks, *every(view)]
    if options.sentences or options.base:
        return blocks
    return [*blocks, *shared(view), *only(view), *undecided(view)]
