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

from dedup.errors import (
    ArticleFormatError,
    DedupError,
    InputError,
    MissingExtraError,
    OptionError,
)
from dedup.model import Article, Comparison, Span, Story, Verdict

if TYPE_CHECKING:
    from dedup.ingest import read_articles
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

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleFormatError",
    "Comparison",
    "DedupError",
    "InputError",
    "MissingExtraError",
    "OptionError",
    "Span",
    "Story",
    "Verdict",
    "align",
    "check",
    "clean",
    "cluster_stories",
    "compare",
    "diff",
    "find_duplicates",
    "read_articles",
    "render",
    "segment",
]

# The verbs pull in numpy and rich; loading them on first use keeps `dedup --help` instant.
_VERBS = {
    "align": "dedup.pipeline",
    "check": "dedup.pipeline",
    "clean": "dedup.pipeline",
    "cluster_stories": "dedup.pipeline",
    "compare": "dedup.pipeline",
    "diff": "dedup.pipeline",
    "find_duplicates": "dedup.pipeline",
    "read_articles": "dedup.ingest",
    "render": "dedup.report",
    "segment": "dedup.pipeline",
}

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(import_module(_VERBS[name]), name)
    raise AttributeError(f"module 'dedup' has no attribute {name!r}")
