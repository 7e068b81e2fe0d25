"""Words that look like reporting verbs and report nothing: "think tank", "the jobs report".

Judged by the words beside them alone. Priorities: no report rather than one that nobody made.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.cues import AUXILIARY, Cue
from dedup.facts.gazetteer import DETERMINERS, gazetteer, word_set
from dedup.facts.name_runs import Word
from dedup.facts.verbs import HAVE, IRREGULAR_PASTS, PRESENTS, is_finite, is_participle

# Before a noun these stand with an -s of their own: "the jobs report", "a sales forecast".
_MODIFIERS = word_set(
    """jobs news sales earnings sports economics ethics arms savings customs politics statistics
    operations communications weapons drugs futures payrolls wages"""
)
_TALES = word_set("story stories tale tales joke jokes lie lies anecdote anecdotes")
_TYPE = word_set("emphasis italics emphases")
# Papers that go "to" somebody and say something: "a memo to staff claims".
_SENT = word_set("letter memo email e-mail note message statement report response")
_FEW_WORDS = 3
# Before one of these a group of bare words has no article: "from high-tide states".
_GOVERNING = word_set("from in across among between into outside within of for to")
_KINDS_OF_STATES = word_set(
    """swing battleground red blue purple key border coastal inland southern northern eastern
    western rural several other some many most neighboring neighbouring"""
)
_STATES_WORDS = 4
# Accusations are denied in numbers; anything else so many of which are denied is refused.
_ACCUSATIONS = word_set(
    """counts charges allegations accusations claims reports rumors rumours offences offenses
    crimes murders"""
)
_REFUSED_WORDS = 4
_COUNTED = word_set("two three four five six seven eight nine ten several dozen many most")
_WARNED_REACH = 10
# What counts or describes these makes them nouns: "2.2 percent estimates", "media reports".
_UNITS = word_set("percent %")
_PRESS = word_set("media press news newspaper tv television radio wire unconfirmed")
# "54 pledged delegates", "three confirmed deaths": a participle between figure and noun.
_COUNTED_DEEDS = frozenset(("pledge", "confirm", "report", "allege", "announce", "declare"))
# With a word of these behind it a form in -s is a noun: "claims about it", "estimates by Poe".
_NOUN_CUES = word_set("report claim estimate forecast demand promise offer")
_SERIES = word_set("series number string spate flurry wave pair slew batch raft set handful")
_SERIES_WORDS = 6
_OF_NOUN = word_set("about by for from")
_TO_WHOM = word_set("to for from")
# Behind "that" these show a clause about the noun before it: "her posts that began in May". What
# "that" itself can be the subject of ("claims that was false"), or open as a noun, does not.
_OF_PLURAL = word_set("have are were aren't weren't haven't do don't") | (
    IRREGULAR_PASTS - word_set(
        """bet bit cost cut felt found hit hurt left let lit lost put set shot shut split spread
        wound""")
)  # fmt: skip
# "something called", "anything termed": the noun is what is named, no speaker.
_INDEFINITE = word_set("something anything everything nothing one ones")
_NAMING = word_set("call term dub label brand")
_EITHER = word_set("either neither both any every each")
_EXHIBITS = word_set("document documents paper papers evidence record records exhibit exhibits")
_NO_NOUN = DETERMINERS | word_set("that he she they it him them")
_REFLECTED = word_set("how what why not both only poorly badly well in")
_HANDED = word_set("it him her them this that")
_PLEAS = word_set("guilty not no innocent")


def is_idle(words: Sequence[Word], index: int, cue: Cue) -> bool:
    """Tell whether a word that can report something is a noun or an idiom where it stands.

    Args:
        words: The words of the clause.
        index: Where the word stands.
        cue: The reporting verb it would be.
    """
    before = words[index - 1].lower if index else ""
    behind = [word.lower for word in words[index + 1 : index + 1 + _FEW_WORDS]]
    following = behind[0] if behind else ""
    if cue.lemma == "think" and following in {"tank", "tanks", "piece", "pieces"}:
        return True
    if cue.lemma == "tell" and (_is_tale(behind) or _is_time(words, index)):
        return True
    if cue.past and (before == "newly" or (cue.lemma == "add" and before in _TYPE)):
        return True  # "the newly revealed plan", "emphasis added"
    word = words[index].lower
    if word == "state" and (following in {"and", "or"} or before in PRESENTS):
        return True  # "allows state and local police to"
    if word == "report" and (before in _MODIFIERS or is_finite(following, "")):
        return True
    warned = "that" in [near.lower for near in words[index + 1 : index + _WARNED_REACH]]
    if word == "warning" and following in _TO_WHOM and not warned:
        return True  # "a stern warning to the next mayor", not "a warning to all that it leaks"
    if cue.lemma == "deny" and cue.past and _is_figure(words, index + 1, behind):
        return True  # "approved 900 claims and denied 80"
    if cue.lemma == "reflect" and following in DETERMINERS | _REFLECTED:
        return True  # "the colours reflect the idea that", "reflects how it grew"
    if cue.lemma == "report" and following in _HANDED and behind[1:2] == ["to"]:
        return True  # "a clerk reported it to the board"
    if cue.lemma == "plead" and following in _PLEAS:
        return True  # "pleaded guilty"
    counted = before.isdigit() or before in _COUNTED
    if counted and cue.past and cue.lemma in _COUNTED_DEEDS and following != "that":
        return True  # "a total of 54 pledged delegates"
    if cue.past and _is_passive(words, index, cue):
        return True
    return _is_object(words, index, cue) or _are_places(words, index) or _is_noun(words, index, cue)


def _is_noun(words: Sequence[Word], index: int, cue: Cue) -> bool:
    """Tell "2.2 percent estimates", "media reports on", "claims made by" from verbs in -s."""
    if not index or words[index].lower != cue.lemma + "s":
        return False
    if cue.lemma != "say" and (_is_relative(words, index) or _is_compound(words, index)):
        return True
    if cue.lemma not in _NOUN_CUES:
        return False
    before = words[index - 1].lower
    behind = [word.lower for word in words[index + 1 : index + 3]]
    if before in _UNITS or (behind and behind[0] in _OF_NOUN):
        return True
    if behind and _is_series(words, index):
        return True
    told = behind[:1] == ["that"] or (behind and behind[0] in DETERMINERS)
    if before in _PRESS and behind and not told and not words[index - 1].capital:
        return True
    return len(behind) > 1 and is_participle(behind[0]) and behind[1] in _TO_WHOM | {"by", "in"}


def _is_series(words: Sequence[Word], index: int) -> bool:
    """Tell "a series of harbour disclosure reports" from "a group of harbour firms reports"."""
    for at in range(index - 1, max(0, index - _SERIES_WORDS), -1):
        word = words[at]
        if word.lower == "of":
            return words[at - 1].lower in _SERIES
        if word.capital or word.lower.endswith("s"):
            return False
    return False


def _is_relative(words: Sequence[Word], index: int) -> bool:
    """Tell "her posts that began in May" from "she posts that it began in May"."""
    behind = [word.lower for word in words[index + 1 : index + 3]]
    return len(behind) > 1 and behind[0] == "that" and behind[1] in _OF_PLURAL


def _is_compound(words: Sequence[Word], index: int) -> bool:
    """Tell "an independent claims administrator will" from "the board claims an administrator"."""
    behind = words[index + 1 : index + 3]
    if len(behind) < 2 or behind[0].capital or behind[0].start != words[index].end + 1:
        return False
    head = behind[0]
    verb = is_finite(behind[1].lower, head.lower) and behind[1].start == head.end + 1
    return verb and head.lower in gazetteer().roles


def _is_passive(words: Sequence[Word], index: int, cue: Cue) -> bool:
    """Tell a participle that describes a noun: its noun says nothing.

    "Often called “…,” the dam", "something called Free Sailing", "on either alleged theft", "new
    papers admitted in the trial".
    """
    before = words[index - 1].lower if index else ""
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if cue.lemma in _NAMING:
        adverb = index == 1 and (before in AUXILIARY - HAVE or before.endswith("ly"))
        return before in _INDEFINITE or adverb
    if cue.lemma == "admit":
        return before in _EXHIBITS and following in {"in", "into"}
    noun = following and following not in _NO_NOUN
    return words[index].lower == "alleged" and before in _EITHER and bool(noun)


def _is_figure(words: Sequence[Word], at: int, behind: Sequence[str]) -> bool:
    """Tell "denied 80 submitted in May" from "denied 12 counts of theft"."""
    if not behind or not behind[0][0].isdigit():
        return False
    near = [word.lower for word in words[at + 1 : at + 1 + _REFUSED_WORDS]]
    return not _ACCUSATIONS & set(near)


def _are_places(words: Sequence[Word], index: int) -> bool:
    """Tell "members from high-tide states." from ", the harbour letter states."."""
    if words[index].lower != "states":
        return False
    kind, at = words[index - 1] if index > 1 else words[index], index - 2
    if kind.lower in _COUNTED:
        return True  # "the six states that have ports"
    if "-" not in kind.text and kind.lower not in _KINDS_OF_STATES:
        return False
    while at > 0 and index - at < _STATES_WORDS:
        if words[at].capital or words[at].possessive or words[at].lower in _GOVERNING:
            break
        at -= 1
    between = {word.lower for word in words[at + 1 : index]}
    return words[at].lower in _GOVERNING and not between & DETERMINERS


def _is_tale(behind: Sequence[str]) -> bool:
    """Tell "told a story about" from "told the board that"."""
    return behind[:1] != [] and behind[0] in DETERMINERS and bool(_TALES & set(behind[1:]))


def _is_time(words: Sequence[Word], index: int) -> bool:
    """Tell "only time will tell" from "Poe will tell"."""
    return [word.lower for word in words[max(0, index - 2) : index]] == ["time", "will"]


def _is_object(words: Sequence[Word], index: int, cue: Cue) -> bool:
    """Tell "to settle claims with" from "a memo to staff claims that"."""
    if index < 2 or words[index].lower != cue.lemma + "s" or words[index - 2].lower != "to":
        return False
    before, sent = words[index - 1], words[index - 3].lower if index > 2 else ""
    bare = not before.capital and not before.possessive and before.lower not in DETERMINERS
    told = index + 1 < len(words) and words[index + 1].lower == "that"
    return bare and not told and sent not in _SENT
