"""What a part says is done, or agreed to, where the article only intends, supposes or disputes it.

Read at the verb, not at the clause: in "the council may vote to close the bridge that fell" only
the vote is supposed and only the closing intended. Neither finding contradicts: what is planned
may have come true by the time somebody claims it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.checking.finding import Finding
from dedup.checking.near import Near
from dedup.checking.reading import Reading
from dedup.checking.words import Word
from dedup.facts.verbs import HAVE, MODALS, NEGATIONS, is_finite, is_participle
from dedup.text import content_stems

# Share of the part's words that a sentence holds before its verb is the part's (own choice: on
# 2,689 written claims that their passage states .6 refuses 4, .4 five, and both find the same).
_FRAME = 0.6
# The same before a sentence disputes what a part has somebody agree to (own choice).
_MATTER = 0.4
# What stands between a modal word or "to" and its verb, beside adverbs in -ly.
_BETWEEN = (
    HAVE
    | NEGATIONS
    | frozenset("be been being get also only now soon then already ever even again".split())
)
# "To" behind one of these is not yet done, or never will be.
_INTENDING = frozenset(
    content_stems(
        """plan want due expect vow hope offer ask set about ready aim propose refuse refusal
        impossible likely unlikely intend intention threaten threat pledge promise seek attempt
        agree claim permission option wish demand urge need prepare schedule fail failure decline
        unable bid invite call permit consider willing order"""
    )
)
_FUTURE_BE = frozenset(("is", "are", "which"))  # "Is to open"; "ten days in which to veto it".
# Forms that are present, past and participle in one.
_ONE_FORM = frozenset(
    """become bet come cost cut hit hurt let put quit read run set shut split spread beat""".split()
)
_AGREEING = frozenset(
    content_stems("confirm admit agree concede acknowledge accept confess reveal own")
)
_DISPUTING = frozenset(
    content_stems(
        """deny reject refuse dismiss dispute contradict insist speculation unlikely decline no not
        never"""
    )
) | frozenset(("no", "not", "never"))


def only_intended(part: Reading, near: Sequence[Near]) -> list[Finding]:
    """Return a verb that a part says happened and the sentences near it intend, suppose or deny.

    "The council has closed the bridge" is not stated by "plans to close", "may be closed" or
    "refused to close".
    """
    ours = part.words
    for place, word in enumerate(ours):
        if not _is_done(ours, place) or _is_unreal(ours, place):
            continue
        places = [
            (each, j)
            for each in near
            if max(each.frame, each.loose) >= _FRAME
            for j, other in enumerate(each.reading.words)
            if other.stem == word.stem
        ]
        if places and all(_is_unreal(each.reading.words, j) for each, j in places):
            index = places[0][0].reading.index
            return [Finding("nowhere said to be done", word.low, 0.0, index, typed=False)]
    return []


def agreed_nowhere(part: Reading, near: Sequence[Near]) -> list[Finding]:
    """Return the word by which a part has somebody agree, where the sentences near it dispute.

    "She confirmed that data were stolen" is not stated by "there is no sign that data were
    stolen, she said".
    """
    agreeing = next((word.low for word in part.words if word.stem in _AGREEING), "")
    disputing = None
    for each in near if agreeing else ():
        given = {form for word in each.reading.words for form in (word.stem, word.low)}
        if each.loose >= _MATTER and given & _AGREEING:
            return []
        if each.loose >= _MATTER and given & _DISPUTING and disputing is None:
            disputing = each.reading.index
    if disputing is None:
        return []
    return [Finding("nowhere agreed to", agreeing, 0.0, disputing, typed=False)]


def _is_done(words: Sequence[Word], place: int) -> bool:
    """Tell whether the word at a place is a verb of what has happened."""
    low, before = words[place].low, words[place - 1].low if place else ""
    if not words[place].tells or low in _ONE_FORM or not is_participle(low):
        return False
    auxiliary = before in HAVE or before in ("was", "were", "been", "being", "is", "are")
    return auxiliary or before == "already" or is_finite(low, before)


def _is_unreal(words: Sequence[Word], place: int) -> bool:
    """Tell whether a modal word, a denial or a "to" of intention governs the verb at a place."""
    at = place - 1
    while at >= 0 and (words[at].low in _BETWEEN or words[at].low.endswith("ly")):
        if words[at].low in NEGATIONS:
            return True
        at -= 1
    if at < 0:
        return False
    if words[at].low != "to":
        return words[at].low in MODALS and not words[at].name  # "In May".
    before = words[max(at - 2, 0) : at]
    behind_be = bool(before) and before[-1].low in _FUTURE_BE
    return behind_be or any(word.stem in _INTENDING for word in before)
