"""Two invented reports of one event, and what comparing them finds."""

from __future__ import annotations

from dedup.model import Comparison, Fact
from dedup.pipeline import compare
from tests.conftest import make_article

LEAD = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."
OTHER_LEAD = "Cracks in the piers have shut the harbour bridge in Aldon, engineers said on Monday."
OTHER_TAIL = "Opened in 1968, the bridge leads to the suburbs."


def compare_reports(left: str, right: str, apart: str = "", between: str = "") -> Comparison:
    """Compare two reports that have a paragraph each of their own.

    Args:
        left: The paragraph of the first.
        right: The paragraph of the second.
        apart: What stands before and behind it in the first.
        between: The same of the second.
    """
    ours = [LEAD, apart, left, apart, TAIL]
    theirs = [OTHER_LEAD, between, right, between, OTHER_TAIL]
    return compare(
        make_article("a", "\n\n".join(filter(None, ours))),
        make_article("b", "\n\n".join(filter(None, theirs))),
    )


def facts_with(comparison: Comparison, kind: str, words: str) -> list[Fact]:
    """Return the facts of a kind of which a mention prints some words."""
    texts = {each.article.id: each.article.text for each in comparison.articles}
    return [
        fact
        for fact in comparison.facts
        if fact.kind == kind
        and any(
            words in texts[m.article_id][s.start : s.end] for m in fact.mentions for s in m.spans
        )
    ]
