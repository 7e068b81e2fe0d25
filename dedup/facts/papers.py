"""What a paper says: "an article alleging that …", "the story that claimed …".

The words belong to the paper, or to whom it is by, and not to whom the sentence is about:
"Poe spoke of an article alleging that …" has Poe allege nothing. Who issues a paper speaks
through it: "Poe sent a letter saying that …".
"""

from __future__ import annotations

from dedup.facts.gazetteer import DETERMINERS, fold_key, word_set
from dedup.facts.name_runs import Word
from dedup.facts.sources import from_document
from dedup.facts.speech import PAPERS, RECORDS, Clause, Speaker

_SUITS = word_set("lawsuit suit complaint petition appeal")
_SUING = word_set("claiming alleging accusing charging")
# Between these and a paper nobody issues it: "said of the article", "asked about a report".
_ABOUT = word_set("of about on over to by at after against for from")
# What was done with a paper whose words are its own.
_MET = word_set(
    """cited cites citing quoted quotes dismissed rejected denied disputed saw read reads rebutted
    denounced blamed attacked called ignored criticised criticized received faces faced"""
)
_PAPER_WORDS = 6


def is_paper(word: Word) -> bool:
    """Tell whether a noun means something printed, filmed or counted that can tell something."""
    return not word.possessive and word.lower in PAPERS | RECORDS


def paper_ending(clause: Clause, last: int) -> Speaker | None:
    """Return the paper whose noun phrase ends at a word ("the Norbank Post story")."""
    words = clause.words
    if last < 0 or not is_paper(words[last]):
        return None
    first = _first_word(clause, last)
    start = words[first].start
    return Speaker(fold_key(clause.folded[start : words[last].end]), "", start)


def _first_word(clause: Clause, last: int) -> int:
    words = clause.words
    first = last
    while first > 0 and last - first < _PAPER_WORDS and not clause.broken(first):
        before = words[first - 1]
        if not before.capital or before.lower in DETERMINERS:
            break
        first -= 1
    return first


def paper_of_participle(clause: Clause, index: int) -> Speaker | None:
    """Return whose the participle "alleging" at a word is, if a paper's or its writer's."""
    words = clause.words
    if not index:
        return None
    if clause.broken(index):
        sued = words[index].lower in _SUING and "," in clause.gap(index)
        return _suing(clause, index) if sued else None
    found = paper_ending(clause, index - 1)
    if found is None:
        return None
    at = clause.index_at(found.start) - 1
    while at > 0 and not clause.broken(at + 1) and words[at].lower in DETERMINERS:
        at -= 1
    met = at >= 0 and not clause.broken(at + 1) and words[at].lower in _ABOUT | _MET
    return found if met else None


def _suing(clause: Clause, index: int) -> Speaker | None:
    """Return Poe in "a lawsuit by Poe of Norbank, claiming"."""
    begin = index - 1
    while begin > 0 and not clause.broken(begin) and index - begin < 2 * _PAPER_WORDS:
        if clause.words[begin].lower in _SUITS:
            cut = Clause(clause.folded, clause.words[:index], clause.table)
            return from_document(cut, begin)
        begin -= 1
    return None
