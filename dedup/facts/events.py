"""What each clause says happened.

Without a parser the slots are best efforts: the predicate is the last verb of the
first verb group; agent and object are the content stems before and after it
(exchanged in a passive). They are never printed, only compared.

Known failures: those of ``clause_cuts``, which cuts the clauses.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dedup.facts.clause_cuts import (
    MIN_CONTENT,
    REPORTING,
    SPEAKS,
    SUBORDINATORS,
    TEMPORAL,
    Token,
    clause_bounds,
    clauses_of,
    has_finite,
    n_content,
    tokens,
)
from dedup.facts.modality import is_negated, modality_of
from dedup.facts.verbs import (
    AUXILIARIES,
    BE,
    DO,
    IRREGULAR_PASTS,
    MODALS,
    NEGATIONS,
    is_finite,
    is_participle,
    is_regular_past,
)
from dedup.model import EventSlots, Mention, ParsedArticle, Sentence, Span
from dedup.text import STOP_WORDS, content_stems, fold, stem

__all__ = ["REPORTING", "clause_bounds", "clauses_of", "event_slots", "find_events"]

# When and where somebody spoke.
_SETTINGS = frozenset(
    """in on at during before after from via through outside inside earlier later yesterday
    today monday tuesday wednesday thursday friday saturday sunday this last""".split()
)
# "In a statement released on Monday", "… sent to the radio": still the setting.
_PUBLISHED = frozenset("released issued posted published sent obtained broadcast aired".split())
# Content words of a setting; longer ones tell of something else.
_MOST_SETTING = 8


def find_events(
    parsed: ParsedArticle, clauses: ParsedArticle, quoted: Sequence[Span]
) -> list[Mention]:
    """Find the clauses that say what happened.

    Args:
        parsed: The article.
        clauses: The same article from ``clauses_of``.
        quoted: Spans of quoted words, which are mentions of their own.

    Returns:
        One mention for each clause that has a verb and stands mainly outside
        quotation marks, in order.
    """
    found = []
    for clause in clauses.sentences:
        text = clauses.sentence_text(clause.index)
        share = _share_quoted(clause.span, quoted)
        if share > 0.5 or (share and _tells_who(_around(text, clause.span, quoted))):
            continue
        slots = event_slots(text, clause.role == "headline")
        if slots is not None and not _names_speaker(parsed, clause, slots, quoted):
            found.append(
                Mention(parsed.article.id, clause.paragraph, "event", (clause.span,), slots)
            )
    return found


def _names_speaker(
    parsed: ParsedArticle, clause: Sentence, slots: EventSlots, quoted: Sequence[Span]
) -> bool:
    """Tell whether a clause only says whose the words right before it in its sentence are.

    "…," said Poe, who led the search.
    """
    if clause.span.start == parsed.sentences[clause.paragraph].span.start or not any(
        0 <= clause.span.start - span.end <= 3 for span in quoted
    ):
        return False
    inverted = slots.predicate == "said" and not slots.agent
    return inverted or slots.predicate in REPORTING


def _share_quoted(span: Span, quoted: Sequence[Span]) -> float:
    inside = sum(
        max(0, min(span.end, other.end) - max(span.start, other.start)) for other in quoted
    )
    return inside / (span.end - span.start)


def _around(text: str, span: Span, quoted: Sequence[Span]) -> str:
    """Return what a clause says on one side of its quoted words; "" if it goes on behind them."""
    pieces, at = [], span.start
    for other in quoted:
        if other.end > at and other.start < span.end:
            pieces.append(text[at - span.start : max(other.start, at) - span.start])
            at = other.end
    pieces.append(text[at - span.start :] if at < span.end else "")
    worded = [piece for piece in pieces if any(map(str.isalnum, piece))]
    return worded[0] if len(worded) == 1 else ""


def _tells_who(text: str) -> bool:
    """Tell whether words say no more than who spoke, when and where."""
    folded = fold(text)
    toks = tokens(folded)
    first = _first_finite(toks)
    return first is not None and _only_speaks(folded, toks, first)


def _first_finite(toks: Sequence[Token]) -> int | None:
    return next(
        (i for i, tok in enumerate(toks) if is_finite(tok.low, toks[i - 1].low if i else "")), None
    )


def _only_speaks(folded: str, toks: Sequence[Token], verb: int) -> bool:
    """Tell whether a verb says that its subject spoke, and nothing follows but the setting."""
    if toks[verb].low not in SPEAKS or not _is_who(folded, toks[:verb]):
        return False
    toks = _without_title(folded, toks)
    rest = [tok for tok in toks[verb + 1 :] if tok.low[0].isalnum()]
    if not rest:
        return True
    if rest[0].low not in _SETTINGS or n_content(rest) > _MOST_SETTING:
        return False
    told = [tok for tok in toks[verb + 1 :] if tok.low not in _PUBLISHED]
    return not any(_is_past(tok.low) for tok in told) and not _says_what(told)


def _without_title(folded: str, toks: Sequence[Token]) -> Sequence[Token]:
    """Drop a title in quotation marks at the end ("... said on “Greet the Press.”")."""
    last = len(toks) - 1
    while last > 0 and toks[last].low in ".,!?":
        last -= 1
    if last < 2 or toks[last].low != '"':
        return toks
    first = next((i for i in range(last - 1, -1, -1) if toks[i].low == '"'), None)
    if first is None or last - first > _MOST_SETTING:
        return toks
    words = [tok for tok in toks[first + 1 : last] if tok.low[0].isalnum()]
    titled = all(folded[tok.start].isupper() or tok.low in STOP_WORDS for tok in words)
    return toks[:first] if titled else toks


def _is_who(folded: str, toks: Sequence[Token]) -> bool:
    """Tell whether words before a verb are its subject: a phrase, or a name and an apposition.

    A verb that is not known may stand before a comma: "The plan boosts wages, Poe said".
    """
    words = list(toks)
    while words and not words[0].low[0].isalnum():
        words.pop(0)
    lows = [tok.low for tok in words]
    if not words or lows[0] in TEMPORAL | SUBORDINATORS or '"' in lows:
        return False
    if lows[0] in _SETTINGS and "," in lows:
        words = words[lows.index(",") + 1 :]
        lows = lows[lows.index(",") + 1 :]
    head = words[: lows.index(",")] if "," in lows else words
    if any(_is_past(tok.low) for tok in head):
        return False
    named = all(folded[tok.start].isupper() or tok.low in {"of", "the", "."} for tok in head)
    return "," not in lows or (lows[-1] == "," and named)


def _is_past(word: str) -> bool:
    return word in IRREGULAR_PASTS or is_regular_past(word)


# Where two articles print one clause with other words, it is read once for each pair.
@lru_cache(maxsize=4_000)
def event_slots(text: str, headline: bool = False) -> EventSlots | None:
    """Read one clause.

    Args:
        text: The clause.
        headline: A headline asserts something without a verb we can see.

    Returns:
        Its slots; None when it asserts nothing of its own (no verb, too few
        words, or only who said it).
    """
    folded = fold(text)
    toks = tokens(folded)
    first = _first_finite(toks)
    stems = content_stems(text)
    if len(stems) < MIN_CONTENT and not (first is None and len(stems) >= 2):
        return None
    low = folded.lower()
    negated = is_negated(low)
    if first is None:
        temporal = bool(toks) and toks[0].low in TEMPORAL
        if not headline and not temporal:
            return None
        return EventSlots(
            predicate="",
            agent=" ".join(stems),
            object="",
            negated=negated,
            modality=modality_of(low),
        )
    if _only_speaks(folded, toks, first):
        return None
    main = _main_verb(toks, first)
    predicate = stem(toks[main].low)
    said = predicate == "said" and not _says_what(toks[main + 1 :])
    if (predicate in REPORTING or said) and len(stems) < 6 and main - first < 3:
        return None
    before = " ".join(content_stems(folded[: toks[first].start]))
    after = " ".join(content_stems(folded[toks[main].end :]))
    if any(tok.low in BE for tok in toks[first:main]) and is_participle(toks[main].low):
        by = next((i for i in range(main + 1, len(toks)) if toks[i].low == "by"), None)
        agent = " ".join(content_stems(folded[toks[by].end :])) if by is not None else ""
        before, after = agent, before
    return EventSlots(
        predicate=predicate, agent=before, object=after, negated=negated, modality=modality_of(low)
    )


def _says_what(toks: Sequence[Token]) -> bool:
    """Tell whether what follows "said" has a verb, a quotation or a question of its own."""
    return has_finite(toks) or any(tok.low in {'"', "that", "what", "why", "how"} for tok in toks)


def _main_verb(toks: Sequence[Token], first: int) -> int:
    """Return the index of the last verb of the group that begins at ``first``."""
    main, index = first, first + 1
    while index < len(toks) and index - first < 8:
        low = toks[index].low
        helper = toks[main].low in AUXILIARIES
        if low in AUXILIARIES or (helper and is_participle(low)):
            main = index
            if low not in AUXILIARIES:
                break
        elif helper and (low.endswith("ly") or low in NEGATIONS or low in {"also", "to"}):
            pass
        elif helper and (toks[main].low in MODALS | DO or low.endswith("ing")):
            return index
        else:
            break
        index += 1
    return main
