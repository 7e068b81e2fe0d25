"""Clauses: where a sentence is cut.

A sentence is cut into clauses only where the design allows it: at ``;`` ``:`` and
dashes, at a reporting tail (", Poe said on Monday"), before a subordinator or a
conjunction, and before a temporal phrase that tells of something new ("following a long
meeting with …", not "during the meeting"); and only when both sides can stand alone:
each has a finite verb and enough words of its own. A list behind a colon, and quoted
words that are part of a clause, are not cut. When unsure the sentence stays whole.

Known failures: a relative clause in the middle of its sentence is not cut out;
present-tense verbs outside the list of ``verbs`` are not seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dedup.facts.asides import bracketed, insertions, listed_behind, quoted_words
from dedup.facts.verbs import is_finite
from dedup.model import ParsedArticle, Sentence, Span
from dedup.text import STOP_WORDS, fold, stem

# "10,000" and "3:15" are one token.
_TOKEN = re.compile(r"[^\W_]+(?:(?:['.&-]|(?<=\d)[,:](?=\d))[^\W_]+)*|[^\w\s]")
SUBORDINATORS = frozenset(
    """while although though because after before when whereas since unless until if which who
    whose where""".split()
)
_RELATIVES = frozenset("which who whose where".split())
_CONJUNCTIONS = frozenset("and but or yet so".split())
# A preposition of time and the determiner that shows a noun phrase follows.
TEMPORAL = frozenset("following after during amid despite".split())
_DETERMINERS = frozenset(
    """a an the his her its their this that these those months weeks days years""".split()
)
# "that she …", "that the …" tells what was said; "that flooded …" is about the noun before.
_CONTENT_OPENS = _DETERMINERS | frozenset("i he she it we you they there".split())
# What makes the first clause of a sentence wait for another.
_OPENERS = SUBORDINATORS | {"as", "with"}
# A clause with fewer content words of its own asserts too little to stand alone (own choice:
# below 3, "he said" and "when asked" become clauses).
MIN_CONTENT = 3
_MAX_TOKENS = 400  # a longer "sentence" is a list or a table: left whole

REPORTING = frozenset(
    """say tell announc confirm deni add write state claim report warn insist argu note explain
    declar acknowledg admit alleg accus describ call ask respond repli post tweet stress
    emphas urg suggest believ think accord testifi estim predict""".split()
)
# "For a while", "a short while": a span of time, no conjunction.
_BEFORE_WHILE = frozenset("a little short long good".split())
# "Had all but won", "nothing but grief", "no choice but to pay": what follows is no clause.
_BEFORE_BUT = frozenset(
    "all nothing anything everything none nobody anyone everyone choice option cannot".split()
)
_ANY = frozenset("anything any anyone anybody ever".split())
# "Until after the vote", "before or during a crossing", "only after the board agreed": the time is
# part of what is said.
_BEFORE_TEMPORAL = frozenset("until till since from except only not and or nor even if".split())
# A clause whose verb is one of these says nothing without its time ("The vote comes after …").
_HAPPENS = frozenset("come comes came coming happens happened occurs occurred".split())
# What stands between such a verb and the time ("came just two days after …").
_REACH_OF_HAPPENS = 4
# A clause has its verb within so many words; a relative clause or a mark comes after a phrase.
_REACH_OF_VERB = 14
_ENDS_A_PHRASE = frozenset(', ; : \u2014 " ( ) that which who whose whom where when while'.split())
# With whom, of what or how it went: what a phrase of time says more than when.
_TELLS_MORE = frozenset(
    "with of between by against from into over about for that which who whose".split()
)
_SPANS_OF_TIME = frozenset("day week weekend month year decade series number couple lot".split())
# These tell by themselves only who spoke; the others report an act too ("warned", "confirmed").
SPEAKS = frozenset(
    """said says say wrote writes tweeted tweets posted added adds replied replies asked asks noted
    notes explained explains stated states""".split()
)
_PRONOUNS = frozenset("he she they".split())
_SUBJECTS = _PRONOUNS | {"it", "there"}
# "told reporters outside the harbour court after": so many words at most.
_TOLD_WORDS = 6


class Token(NamedTuple):
    """A word or a mark: its offsets and its lower case."""

    start: int
    end: int
    low: str


def tokens(folded: str) -> list[Token]:
    """Return the words and marks of a text that went through ``fold``."""
    return [Token(m.start(), m.end(), m.group().lower()) for m in _TOKEN.finditer(folded)]


def clauses_of(parsed: ParsedArticle) -> ParsedArticle:
    """Return the article with its content sentences cut into clauses.

    Args:
        parsed: The article with whole sentences.

    Returns:
        The same article whose ``sentences`` are clauses, numbered anew; a
        clause's ``paragraph`` is the index of the *sentence* it stands in.
    """
    clauses: list[Sentence] = []
    for sentence in parsed.content():
        base = sentence.span.start
        for start, end in clause_bounds(parsed.sentence_text(sentence.index)):
            span = Span(base + start, base + end)
            clauses.append(Sentence(len(clauses), span, sentence.role, sentence.index))
    return ParsedArticle(
        parsed.article, parsed.headline, parsed.lines, tuple(clauses), parsed.truncated
    )


def clause_bounds(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the clauses of one sentence, in order.

    Args:
        text: One sentence.

    Returns:
        Half-open bounds that lie apart and cover every word of the sentence.
    """
    folded = fold(text)
    toks = tokens(folded)
    if not toks or len(toks) > _MAX_TOKENS:
        return [(0, len(text))] if text.strip() else []
    cuts = [0]
    held = _held(toks)
    for index in range(1, len(toks)):
        if index in held or index <= cuts[-1]:
            continue
        if toks[index].low in TEMPORAL and _only_reports(toks, cuts[-1], index):
            continue
        if not _may_cut(toks, index):
            continue
        before = toks[cuts[-1] : index]
        ends = _stands_alone(before) or (cuts[-1] > 0 and _is_clause(before))
        index += _tag(toks, index)
        if ends and _is_clause(toks[index:]):
            cuts.append(index)
    # A cut is good only if the piece up to the next one can stand too.
    bounds = [(cuts[i], cuts[i + 1] if i + 1 < len(cuts) else len(toks)) for i in range(len(cuts))]
    return [_extent(toks, first, last) for first, last in bounds]


def _tag(toks: Sequence[Token], index: int) -> int:
    """Return the length of "she said," between two clauses, which stays with the first."""
    spoken = _at(toks, index) in _PRONOUNS and _at(toks, index + 1) in SPEAKS
    between = toks[index - 1].low == "," and _at(toks, index + 2) == ","
    return 3 if spoken and between and index + 3 < len(toks) else 0


def _held(toks: Sequence[Token]) -> frozenset[int]:
    """Return the tokens that no clause begins with, as it would be torn out of another."""
    words = [tok.low for tok in toks]
    held: set[int] = set()
    for first, last in bracketed(words):
        held.update(range(first, last + 1))
    for first, last in insertions(words):
        held.update(range(first, last + 1))
        if not _begins_behind(toks, first, last + 1):
            held.add(last + 1)
    held.update(listed_behind(words))
    apart = [not i or tok.start > toks[i - 1].end for i, tok in enumerate(toks)]
    for first, last in quoted_words(words, apart):
        held.update(range(first, last + 1))
    return frozenset(held)


def _begins_behind(toks: Sequence[Token], first: int, index: int) -> bool:
    """Tell whether a clause begins behind an insertion, whose opening dash stands at ``first``.

    Either a conjunction follows a whole clause, or a subject follows words that lack a main verb:
    "Long overdue — the year began in May — the budget calls for cuts".
    """
    start = max((i + 1 for i in range(first) if toks[i].low == ";"), default=0)
    before = toks[start:first]
    if _at(toks, index) in _CONJUNCTIONS | SUBORDINATORS:
        return _stands_alone(before)
    dependent = not has_finite(before) or any(t.low in _OPENERS for t in before[:2])
    return dependent and _at(toks, index) in _CONTENT_OPENS


def _extent(toks: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return the characters of a run of tokens without the marks that join clauses."""
    odd = sum(tok.low == '"' for tok in toks[first:last]) % 2
    marks = ",;:\u2014-" + '"' * odd
    while last - first > 1 and toks[last - 1].low in ",;:\u2014-":
        last -= 1
    while last - first > 1 and toks[first].low in marks:
        first += 1
    return toks[first].start, toks[last - 1].end


def _may_cut(toks: Sequence[Token], index: int) -> bool:
    """Tell whether a clause can begin at this token."""
    before, word = toks[index - 1].low, toks[index].low
    if before in ";:\u2014":
        return True
    if before == '"' and toks[index - 2].low in ",?!" and _is_reporting_tail(toks, index):
        return True
    if word in TEMPORAL:
        if before in _BEFORE_TEMPORAL or _waits_for_its_time(toks, index):
            return False
        opens = word in {"after", "following"} and _at(toks, index + 1) in _DETERMINERS
        opens = opens and not _told_behind(toks, index)
        return opens and not _says_after(toks, index) and _tells_what_happened(toks, index)
    # "Her use of a boat while serving as captain was wrong."
    doing = before != "," and _at(toks, index + 1).endswith("ing")
    if word == "while" and (before in _BEFORE_WHILE or doing):
        return False
    if word == "but" and before in _BEFORE_BUT:
        return False
    if before == ",":
        after = toks[index + 1 : index + 9]
        if word in _CONJUNCTIONS:
            # "aged 13, 15, and 19, …" goes on with its list.
            listed = _at(toks, index + 1).isdigit() and _at(toks, index + 2) == ","
            # "… that she asked for, and won, two ferries": both verbs have one object.
            shared = is_finite(_at(toks, index + 1), word) and _at(toks, index + 2) == ","
            whole = listed or shared or _ends_a_list(toks, index)
            return has_finite(_within_quote(after)) and not whole
        if word == "if" and _at(toks, index + 1) == "not":
            return False  # "unusual, if not unheard of"
        if word == "if" and _at(toks, index + 1) in _ANY and _at(toks, index + 2) == ",":
            return False  # "what, if anything, they could do"
        if word in _RELATIVES and _is_unfinished(toks, index):
            return False
        return word in SUBORDINATORS or _is_reporting_tail(toks, index)
    return word in {"while", "although", "because", "whereas", "but"} and has_finite(
        toks[index + 1 : index + 9]
    )


def _within_quote(toks: Sequence[Token]) -> Sequence[Token]:
    """Return the words before a mark that closes a quotation: ``and your lies," they wrote``."""
    for place in range(1, len(toks)):
        closes = toks[place - 1].low in ",.?!" and toks[place - 1].end == toks[place].start
        if toks[place].low == '"' and closes:
            return toks[:place]
    return toks


def _is_unfinished(toks: Sequence[Token], index: int) -> bool:
    """Tell "It is not true that Poe, who left, won": what "that" opens has no verb yet."""
    for place in range(index - 2, max(index - _REACH_OF_VERB, 0), -1):
        if toks[place].low in _ENDS_A_PHRASE:
            # "a plan that helps build dams, which": a verb in -s that no list knows.
            verb = _at(toks, place + 1).endswith("s") and place + 2 < index - 1
            behind = toks[place + 1 : index]
            # "a message that stirs that old town, which": the second one points.
            points = any(tok.low == "that" for tok in toks[max(0, place - 3) : place])
            return toks[place].low == "that" and not (verb or points or has_finite(behind))
    return False


def _tells_what_happened(toks: Sequence[Token], index: int) -> bool:
    """Tell whether a clause follows "after", or a phrase that tells of something new.

    "After a collision with a tug" does; "after the vote" and "after a bad year" only say when.
    """
    new = _at(toks, index + 1) in {"a", "an"} and _at(toks, index + 2) not in _SPANS_OF_TIME
    for place in range(index + 2, min(index + _REACH_OF_VERB, len(toks))):
        low, behind = toks[place].low, _at(toks, place + 1)
        if new and low in _TELLS_MORE:
            return True
        if low in _ENDS_A_PHRASE or (low in {"and", "or"} and is_finite(behind, "")):
            return False
        if toks[index].low == "after" and is_finite(low, toks[place - 1].low) and behind != "by":
            return True
    return False


def _waits_for_its_time(toks: Sequence[Token], index: int) -> bool:
    """Tell whether the verb before a time needs it ("The vote comes just hours after …")."""
    for tok in reversed(toks[max(index - _REACH_OF_HAPPENS, 0) : index]):
        if tok.low in _HAPPENS:
            return True
        if not tok.low[0].isalnum():
            return False
    return False


def _ends_a_list(toks: Sequence[Token], index: int) -> bool:
    """Tell the last member of a list, or what only opens with one ("…, and Pike, who …").

    "… rents, queues, and harbour spending, she would have won": a comma comes before any verb.
    """
    if toks[index].low not in {"and", "or"}:
        return False
    for place in range(index + 1, min(index + 8, len(toks))):
        if toks[place].low == ",":
            return place > index + 1 and _is_listed(toks, index - 1)
        if is_finite(toks[place].low, toks[place - 1].low):
            return False
    return False


def _is_listed(toks: Sequence[Token], comma: int) -> bool:
    """Tell whether a few words without a verb stand between a comma and the one before it."""
    for place in range(comma - 1, max(comma - 7, 0), -1):
        if toks[place].low == ",":
            return True
        if is_finite(toks[place].low, toks[place - 1].low):
            return False
    return False


def _says_after(toks: Sequence[Token], index: int) -> bool:
    """Tell whether what was said stands behind a time: "Poe said after the vote that she …"."""
    for place in range(index + 2, min(index + 8, len(toks))):
        if toks[place].low == "that":
            content = _at(toks, place + 1) in _CONTENT_OPENS
            return content and any(stem(tok.low) in REPORTING for tok in toks[:index])
        if toks[place].low in ",;" or is_finite(toks[place].low, toks[place - 1].low):
            return False
    return False


def _told_behind(toks: Sequence[Token], index: int) -> bool:
    """Tell "told the paper after the hearing it was late": what was told stands behind the time."""
    report = any(
        tok.low in {"told", "said", "says"} for tok in toks[max(0, index - _TOLD_WORDS) : index]
    )
    for place in range(index + 2, min(index + 8, len(toks) - 1)):
        if toks[place].low in ",;" or is_finite(toks[place].low, toks[place - 1].low):
            return False
        if toks[place].low in _SUBJECTS:
            return report and is_finite(toks[place + 1].low, toks[place].low)
    return False


def _is_reporting_tail(toks: Sequence[Token], index: int) -> bool:
    """Tell whether ", Poe said" or ", police said" begins here, but not ", the mayor, said"."""
    if _at(toks, index) in _CONJUNCTIONS:
        return False
    for before, tok in pairwise(toks[index : index + 5]):
        if tok.low == ",":
            return False
        if tok.low == "states" and before.low == "united":
            continue
        reports = stem(tok.low) in REPORTING and tok.low not in STOP_WORDS
        if reports or tok.low in {"said", "says"}:
            return True
    return False


def _only_reports(toks: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a clause says no more than who said it ("Poe announced on Monday").

    What follows it in time ("… after a meeting with Roe") is then all it tells.
    """
    return start > 0 and n_content(toks[start:end]) <= 8 and _is_reporting_tail(toks, start)


def _at(toks: Sequence[Token], index: int) -> str:
    return toks[index].low if index < len(toks) else ""


def has_finite(toks: Sequence[Token]) -> bool:
    """Tell whether a finite verb is among some words."""
    return any(is_finite(tok.low, toks[i - 1].low if i else "") for i, tok in enumerate(toks))


def n_content(toks: Sequence[Token]) -> int:
    """Count the words that are no function words."""
    return sum(1 for tok in toks if tok.low not in STOP_WORDS and tok.low[0].isalnum())


def _stands_alone(toks: Sequence[Token]) -> bool:
    return n_content(toks) >= MIN_CONTENT and has_finite(toks)


def _is_clause(toks: Sequence[Token]) -> bool:
    """Tell whether words can stand alone, or name when another thing happened."""
    return _stands_alone(toks) or (toks[0].low in TEMPORAL and n_content(toks) >= 2)
