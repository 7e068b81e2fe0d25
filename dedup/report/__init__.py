"""How results look: for people (table, md) and for programs (json, jsonl, csv).

Every function returns a string and prints nothing. People's formats are painted
from the same blocks (``document``), so that no format says more than another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dedup.decisions import Reviewed
from dedup.errors import OptionError
from dedup.model import CleanArticle, Comparison, DuplicatePair, Story, Verdict
from dedup.options import ReportOptions

if TYPE_CHECKING:
    from dedup.report.document import Block
    from dedup.report.view import AnyArticle

__all__ = [
    "ReportOptions",
    "render",
    "render_clean",
    "render_decisions",
    "render_pairs",
    "render_stories",
    "render_verdicts",
]


def render(
    comparisons: Comparison | Reviewed | Sequence[Comparison | Reviewed],
    *,
    format: str = "table",
    options: ReportOptions = ReportOptions(),  # noqa: B008  frozen
    thresholds: Mapping[str, object] | None = None,
) -> str:
    """Return the report on compared stories.

    Args:
        comparisons: One per story, in the order they are to be shown; or only one; with
            what a person decided about it, if ``apply_decisions`` made it.
        format: ``table`` (terminal), ``md``, ``json``, or ``jsonl`` (one story a line).
        options: Width, colour and what to show; only ``table`` and ``md`` look at it.
        thresholds: What the stages were run with, for ``tool.thresholds``; the defaults
            of all stages when None.

    Raises:
        OptionError: Unknown format, base article or finding number.
    """
    if isinstance(comparisons, Comparison | Reviewed):
        comparisons = [comparisons]
    if format in ("json", "jsonl"):
        from dedup.report import machine

        write = machine.diff_json if format == "json" else machine.diff_jsonl
        return write(comparisons, thresholds=thresholds)
    from dedup.report.compose import diff_blocks

    _known(format, ("table", "md", "json", "jsonl"))
    return _people(diff_blocks(comparisons, options), format, options)


def render_decisions(comparisons: Sequence[Comparison | Reviewed]) -> str:
    """Return a decisions file with a line for each alert and notice that has none yet."""
    from dedup.report.decide import template

    return template(comparisons)


def render_stories(
    stories: Sequence[Story],
    articles: Sequence[AnyArticle],
    *,
    format: str = "table",
    options: ReportOptions = ReportOptions(),  # noqa: B008
) -> str:
    """Return stories as table, json, jsonl, csv or md.

    Raises:
        OptionError: Unknown format.
    """
    _known(format, ("table", "json", "jsonl", "csv", "md"))
    if format in ("json", "jsonl", "csv"):
        from dedup.report import machine

        return machine.stories(stories, articles, format=format)
    from dedup.report.listing import story_blocks

    return _people(story_blocks(stories, articles), format, options)


def render_pairs(
    pairs: Sequence[DuplicatePair],
    *,
    format: str = "table",
    options: ReportOptions = ReportOptions(),  # noqa: B008
) -> str:
    """Return duplicate pairs as table, json, jsonl, csv or md.

    Raises:
        OptionError: Unknown format.
    """
    _known(format, ("table", "json", "jsonl", "csv", "md"))
    if format in ("json", "jsonl", "csv"):
        from dedup.report import machine

        return machine.pairs(pairs, format=format)
    from dedup.report.listing import pair_blocks

    return _people(pair_blocks(pairs), format, options)


def render_clean(
    cleaned: Sequence[CleanArticle],
    *,
    format: str = "table",
    options: ReportOptions = ReportOptions(),  # noqa: B008
) -> str:
    """Return cleaned articles with line roles as table, json, jsonl or md.

    Raises:
        OptionError: Unknown format.
    """
    _known(format, ("table", "json", "jsonl", "md"))
    if format in ("json", "jsonl"):
        from dedup.report import machine

        return machine.cleaned(cleaned, format=format)
    from dedup.report.listing import clean_blocks

    return _people(clean_blocks(cleaned), format, options)


def render_verdicts(
    verdicts: Sequence[Verdict],
    claims: Sequence[str],
    articles: Sequence[AnyArticle],
    *,
    format: str = "table",
    options: ReportOptions = ReportOptions(),  # noqa: B008
) -> str:
    """Return verdicts as table, json, jsonl or md.

    Args:
        verdicts: All articles' verdicts on the first claim, then on the second …
        claims: The claims; or one entry a verdict.
        articles: The articles they were held against.
        format: table, json, jsonl or md.
        options: Width and colour.

    Raises:
        OptionError: Unknown format, or verdicts and claims do not fit together.
    """
    _known(format, ("table", "json", "jsonl", "md"))
    from dedup.report.claims import claim_blocks, paired

    pairs = paired(verdicts, claims, articles)
    if format in ("json", "jsonl"):
        from dedup.report import machine

        return machine.verdicts(pairs, articles, format=format)
    return _people(claim_blocks(pairs, articles), format, options)


def _known(format: str, choices: Sequence[str]) -> None:
    if format not in choices:
        raise OptionError(f"format must be one of {', '.join(choices)}, not {format!r}")


def _people(blocks: Sequence[Block], format: str, options: ReportOptions) -> str:
    if format == "md":
        from dedup.report import markdown

        return markdown.paint(blocks, options)
    from dedup.report import terminal

    return terminal.paint(blocks, options)
