"""What a paper says: "an article alleging that …", "the story that claimed …".

The words belong to the paper, or to whom it is by, and not to whom the sentence is about:
"Poe spoke of an article alleging that …" has Poe allege nothing. Who issues a paper speaks
through it: "Poe sent a letter saying that …".
"""

from __future__ import annotations

from dedup.facts.bearing import named_by
from dedup.facts.cues import cues
from dedup.facts.gazetteer import DETERMINERS, fold_key, word_set
from dedup.facts.name_runs import Word
from dedup.facts.people import is_human, is_somebody, is_source
from dedup.facts.phrases import phrase_from
from dedup.facts.sources import from_document
from dedup.facts.speech import DOCUMENTS, PAPERS, RECORDS, Clause, Speaker

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
_SUED = word_set("sued accused charged")
# "was sued by a former aide, Mia Poe, in May of that year, alleging"
_SUED_WORDS = 15
# Who stands behind these is no part of the main clause.
_DESPITE = word_set("despite amid with")
# What one has with somebody.
_MEETINGS = word_set(
    """dinner dinners lunch lunches breakfast meeting meetings talks call calls conversation session
    interview summit visit deal agreement"""
)
_POSTS = word_set("tweets posts letters emails e-mails messages memos notes comments remarks")
# "Poe's last two tweets"
_OWNED_WORDS = 4
_LISTING = word_set("including like")
_WRITING = word_set("write post tweet publish read note")


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
    """Return whose the participle "alleging" at a word is, if not the main subject's.

    A paper's or its writer's, or theirs who stand behind "despite" or "amid reports from".
    """
    words = clause.words
    if not index:
        return None
    owner = _of_absolute(clause, index)
    if owner is not None:
        return owner
    if clause.broken(index):
        sued = words[index].lower in _SUING and "," in clause.gap(index)
        return _suing(clause, index) if sued else None
    owner = _whose_paper(clause, index - 1)
    if owner is not None:
        return owner
    found = paper_ending(clause, index - 1)
    if found is None:
        return None
    at = clause.index_at(found.start) - 1
    while at > 0 and not clause.broken(at + 1) and words[at].lower in DETERMINERS:
        at -= 1
    if at >= 0 and words[at].lower == "on" and words[index - 1].lower in RECORDS:
        return None  # "caught on tape saying"
    met = at >= 0 and not clause.broken(at + 1) and words[at].lower in _ABOUT | _MET
    return found if met else None


def _whose_paper(clause: Clause, last: int) -> Speaker | None:
    """Return Poe in "Jane Poe's early tweets claiming": whose words a paper has."""
    words = clause.words
    if words[last].lower not in PAPERS | _POSTS:
        return None
    for at in range(last - 1, max(-1, last - _OWNED_WORDS), -1):
        if clause.broken(at + 1) or not (words[at].possessive or words[at].text.islower()):
            return None
        if words[at].possessive:
            named = clause.table.ending(words[at].end)
            whose = named is not None and named.kind in {"person", "organisation"}
            return Speaker(named.key, "", named.start) if named is not None and whose else None
    return None


def _of_absolute(clause: Clause, index: int) -> Speaker | None:
    """Return the aides in "despite aides in town, including Poe, saying" and "amid aides saying".

    What stands behind such a preposition speaks itself; the sentence's subject may hold the
    contrary.
    """
    words, end = clause.words, index - 1
    if clause.broken(index):
        begin = _group_begin(clause, end)
        listed = words[begin].lower in _LISTING
        named = clause.name_ending(end)
        apposed = named is not None and named.kind == "person" and clause.first_word(named) == begin
        role = words[begin].lower in DETERMINERS and is_human(words[end])
        if clause.gap(index) != ", " or clause.gap(begin) != ", ":
            return None
        if not (listed or apposed or role):
            return None
        end = begin - 1
        if not listed and words[_group_begin(clause, end)].lower not in _DESPITE:
            return None
        if apposed and named is not None:
            return Speaker(named.key, "", named.start)  # "with its head, Mia Poe, saying"
    first = _group_begin(clause, end)
    for at in range(end - 1, first - 1, -1):
        lower = words[at].lower
        document = lower in {"from", "by"} and words[at - 1].lower.rstrip("s") in DOCUMENTS
        if lower in cues() and cues()[lower].participle:
            return None  # "with foes arguing that … and friends saying"
        if lower == "with" and at and words[at - 1].lower in _MEETINGS:
            return None  # "left a dinner with Poe saying": whom they dined with says nothing
        if lower in _DESPITE or (document and at > first):
            cut = Clause(clause.folded, words[: end + 1], clause.table)
            found = phrase_from(cut, at + 1)
            found = named_by(cut, found, at + 1, end) if found is not None else None
            return found if found is not None and _can_tell(clause, found) else None
    return None


def _can_tell(clause: Clause, speaker: Speaker) -> bool:
    """Tell aides from what nobody speaks through ("despite a day earlier saying").

    Nor through the tweet of "an announcement by tweet after telling".
    """
    key = speaker.key
    named = key in clause.table.kinds
    if key in DOCUMENTS:
        return False
    return named or is_source(key) or is_somebody(key, capital=False)


def _group_begin(clause: Clause, end: int) -> int:
    """Return where the words between two commas begin that end at a word."""
    begin = end
    while begin > 0 and not clause.broken(begin) and end - begin < 3 * _PAPER_WORDS:
        begin -= 1
    return begin


def is_written(clause: Clause, first: int, verb: int) -> bool:
    """Tell the relative clause of "this memo Poe wrote" and "photos that Poe posted"."""
    words = clause.words
    cue = cues().get(words[verb].lower)
    if cue is None or cue.lemma not in _WRITING or not first or clause.broken(first):
        return False
    at = first - 1
    while at > 0 and words[at].capital and not clause.broken(at):
        at -= 1
    at -= words[at].lower == "that" and at > 0
    return not clause.broken(at + 1) and (is_paper(words[at]) or words[at].lower in DOCUMENTS)


def _suing(clause: Clause, index: int) -> Speaker | None:
    """Return Poe in "a lawsuit by Poe of Norbank, claiming" and "was sued by Poe, alleging"."""
    for by in range(index - 1, max(0, index - _SUED_WORDS), -1):
        if clause.words[by].lower == "by" and clause.words[by - 1].lower in _SUED:
            return phrase_from(Clause(clause.folded, clause.words[:index], clause.table), by + 1)
    begin = index - 1
    while begin > 0 and not clause.broken(begin) and index - begin < 2 * _PAPER_WORDS:
        if clause.words[begin].lower in _SUITS:
            cut = Clause(clause.folded, clause.words[:index], clause.table)
            return from_document(cut, begin)
        begin -= 1
    return None
