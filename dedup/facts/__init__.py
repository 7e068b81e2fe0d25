"""Fact mentions of one article: figures, dates, names, quotations, attributions, events.

One module a kind. ``extract`` runs them all; ``events.clauses_of`` cuts the
sentences they stand in into clauses.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dedup.facts.attribution import find_attributions
from dedup.facts.dates import find_dates
from dedup.facts.events import clauses_of, find_events
from dedup.facts.names import find_names, name_table
from dedup.facts.quantities import find_quantities
from dedup.facts.quotes import find_quotes
from dedup.facts.reading import read_speech
from dedup.model import Mention, ParsedArticle, Span

# A sentence with more mentions of one kind is a table or a list of results; every pair of them
# would be compared.
MAX_A_SENTENCE = 40
# Spans of a mention, as the format has it.
MAX_PIECES = 3

__all__ = ["clauses_of", "extract"]


def extract(parsed: ParsedArticle, clauses: ParsedArticle) -> tuple[Mention, ...]:
    """Find every fact mention of an article.

    Args:
        parsed: The article with its sentences.
        clauses: The same article from ``clauses_of``.

    Returns:
        Mentions in the order of their first span, then kind. Spans lie inside the
        sentence each mention names, and around what is no part of it.
    """
    table = name_table(parsed)
    speech = read_speech(parsed, table)
    quotes = find_quotes(parsed, speech)
    quoted = [span for quote in quotes for span in quote.spans]
    mentions = [
        *find_quantities(parsed),
        *find_dates(parsed),
        *find_names(parsed, table),
        *quotes,
        *find_attributions(parsed, speech),
        *find_events(parsed, clauses, quoted),
    ]
    mentions.sort(key=lambda mention: (mention.spans[0], mention.kind, mention.spans))
    kept, counts = [], Counter[tuple[int, str]]()
    for mention in mentions:
        counts[mention.sentence, mention.kind] += 1
        if counts[mention.sentence, mention.kind] <= MAX_A_SENTENCE:
            kept.append(mention)
    holes = parsed.holes()
    if not holes:
        return tuple(kept)
    starts, text = [hole.start for hole in holes], parsed.article.text
    return tuple(
        _around(m, holes[bisect(starts, m.spans[0].start) : bisect(starts, m.spans[-1].end)], text)
        for m in kept
    )


def _around(mention: Mention, holes: Sequence[Span], text: str) -> Mention:
    """Cut a mention's spans where there is a hole in its sentence, if few enough pieces do."""
    spans = list(mention.spans)
    for hole in holes:
        for index, span in enumerate(spans):
            if span.start < hole.start and hole.end < span.end:
                before = text[span.start : hole.start].rstrip()
                after = text[hole.end : span.end].lstrip()
                ends = Span(span.start, span.start + len(before))
                spans[index : index + 1] = [ends, Span(span.end - len(after), span.end)]
                break
    return replace(mention, spans=tuple(spans)) if len(spans) <= MAX_PIECES else mention
