"""What may stand between a subject and its verb: adverbs, times, brackets, "(R-Ohio)"."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.calendar_words import WEEKDAYS
from dedup.facts.cues import AUXILIARY
from dedup.facts.gazetteer import STATE_LETTERS, word_set
from dedup.facts.name_runs import Word
from dedup.facts.papers import is_paper
from dedup.facts.speech import Clause

_ISSUED = word_set(
    """published released issued printed posted filed aired broadcast sent written unsealed leaked
    obtained conducted taken commissioned"""
)
_ADVERBS = word_set(
    """himself herself themselves itself earlier nonetheless nevertheless however already today
    instead meanwhile"""
)
TIMES = word_set("week month year day hour minute morning afternoon evening night season decade")
_DAY_PARTS = word_set("morning afternoon evening night")
_MONTHS = word_set(
    """january february march april may june july august september october november december jan
    feb aug sept oct nov dec"""
)


_POSTAL = frozenset(STATE_LETTERS) | {"DC"}


def before_aside(clause: Clause, last: int) -> int:
    """Step over what may stand between subject and verb: adverbs, times, "(R-Ohio)"."""
    words = clause.words
    while last > 0:
        bracket = before_bracket(clause, last)
        date = before_date(clause, last)
        if bracket < last:
            last = bracket
        elif not clause.broken(last + 1) and date < last:
            last = date
        elif not clause.broken(last + 1) and (_is_adverb(words[last]) or _is_issued(words, last)):
            last -= 1
        else:
            break
    return last


def _is_issued(words: Sequence[Word], index: int) -> bool:
    """Tell the participle of "a filing unsealed on Monday said"."""
    return index > 0 and words[index].lower in _ISSUED and is_paper(words[index - 1])


def before_bracket(clause: Clause, last: int) -> int:
    """Step over a bracket that ends at a word."""
    if ")" not in clause.gap(last + 1):
        return last
    for index in range(last, max(0, last - 6), -1):
        if "(" in clause.gap(index):
            return index - 1
    return last


def before_date(clause: Clause, last: int) -> int:
    """Step over the time in "Poe on Monday said", "Poe this week said", "a report in May said"."""
    words = clause.words
    low = [word.lower for word in words[max(0, last - 2) : last + 1]]
    before = low[-2] if len(low) > 1 else ""
    if low[-1] == "yesterday":
        return last - 1
    if low[-1] in TIMES and before in {"this", "last", "next"}:
        return last - 2
    if low[-1] in {"ago", "earlier", "later", "before"} and before.rstrip("s") in TIMES:
        return last - 3
    if low[-1] in _MONTHS and before == "in":
        return last - 2
    first = last
    if low[-1] in _DAY_PARTS and before in WEEKDAYS:
        return before_date(clause, last - 1)
    if last > 0 and low[-1] in WEEKDAYS:
        first = last - 1
    elif len(low) > 2 and words[last].text.isdigit() and before in _MONTHS:
        first = last - 2
    if 0 < first < last and words[first].lower in {"on", "in", "late", "early"}:
        first -= 1
    return first


def _is_adverb(word: Word) -> bool:
    lower = word.lower
    if word.capital:
        return False
    return lower in AUXILIARY | _ADVERBS | {"will"} or (
        lower.endswith("ly") and lower not in {"family", "assembly"}
    )


def is_abbreviated(clause: Clause, index: int) -> bool:
    """Tell the state in "Norby, Ariz.," and the "Jr." behind a name: an abbreviation in commas."""
    word = clause.words[index]
    if word.text in _POSTAL and "," in clause.gap(index) and "," in clause.gap(index + 1):
        return True
    dotted = clause.folded[word.end : word.end + 1] == "." or word.text.endswith(".")
    return word.capital and dotted and "," in clause.gap(index) and "," in clause.gap(index + 1)


def is_tag(clause: Clause, begin: int, end: int) -> bool:
    """Tell the party and state in "Poe, D-N.Y., said"."""
    return end - begin < 3 and clause.words[begin].lower[:2] in {"d-", "r-", "i-"}


def before_issue(clause: Clause, last: int) -> int:
    """Step over "published Friday" in "the story published Friday that alleged"."""
    last = before_date(clause, last)
    return last - (last > 0 and clause.words[last].lower in _ISSUED)
