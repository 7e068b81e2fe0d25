"""Group news articles about one event and report which facts each outlet adds.

Example:
    >>> from dedup import Article, check
    >>> text = "The harbour bridge was closed on Monday after inspectors found cracks."
    >>> article = Article(id="a", source="Port Herald", headline="", text=text)
    >>> check("Inspectors found cracks in the harbour bridge.", article).verdict
    'supported'
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dedup.decisions import Decision, Reviewed, apply_decisions, read_decisions
    from dedup.errors import (
        ArticleFormatError,
        DedupError,
        InputError,
        MissingExtraError,
        OptionError,
    )
    from dedup.ingest import read_articles
    from dedup.model import Article, Comparison, Span, Story, Verdict
    from dedup.pipeline import (
        align,
        check,
        clean,
        cluster_stories,
        compare,
        diff,
        find_duplicates,
        segment,
    )
    from dedup.report import render
    from dedup.stream import StoryChange, StoryStream

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleFormatError",
    "Comparison",
    "Decision",
    "DedupError",
    "InputError",
    "MissingExtraError",
    "OptionError",
    "Reviewed",
    "Span",
    "Story",
    "StoryChange",
    "StoryStream",
    "Verdict",
    "align",
    "apply_decisions",
    "check",
    "clean",
    "cluster_stories",
    "compare",
    "diff",
    "find_duplicates",
    "read_articles",
    "read_decisions",
    "render",
    "segment",
]

# Loaded on first use: the verbs pull in numpy, and even the records cost a third of `--help`.
_HOMES = {
    "dedup.decisions": "Decision Reviewed apply_decisions read_decisions".split(),
    "dedup.errors": (
        "ArticleFormatError DedupError InputError MissingExtraError OptionError".split()
    ),
    "dedup.ingest": ["read_articles"],
    "dedup.model": "Article Comparison Span Story Verdict".split(),
    "dedup.pipeline": (
        "align check clean cluster_stories compare diff find_duplicates segment".split()
    ),
    "dedup.report": ["render"],
    "dedup.stream": ["StoryChange", "StoryStream"],
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module 'dedup' has no attribute {name!r}")
