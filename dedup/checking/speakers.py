"""Whether what a claim has somebody say is in the article what somebody else says."""

from __future__ import annotations

from dedup.checking.finding import Finding
from dedup.checking.reading import Reading, Target
from dedup.checking.utterances import Utterance, as_article, utterances
from dedup.facts.names import name_table
from dedup.lexicon import related

# Shares of what a claim has somebody say, by rarity: what another's words must hold, and what
# anything that the claim's own speaker says may hold at most (own choice; of 320 claims on 32
# articles it speaks up on three, all of them put in the wrong mouth).
_SAID, _OWN = 0.6, 0.35


def other_speakers(part: Reading, target: Target) -> list[Finding]:
    """Return who says in the article what a part of a claim has somebody else say.

    Only persons known by name on both sides exclude each other: a spokeswoman speaks for
    a minister, and "the mayor" may be anybody.
    """
    alone = as_article(part.text)
    found = []
    for claimed in utterances(alone, name_table(alone)):
        if not claimed.speaker or not claimed.stems:
            continue
        known = claimed.speaker in target.names.kinds
        held = [(_held(claimed, each, target), each) for each in target.utterances]
        own = max((share for share, each in held if _may_be(claimed, each, known)), default=0.0)
        others = [
            (share, -each.sentence, each)
            for share, each in held
            if not _may_be(claimed, each, known)
        ]
        if not others:
            continue
        share, _, other = max(others, key=lambda item: item[:2])
        if share >= _SAID and own <= _OWN:
            words = f"{claimed.speaker} / {other.speaker}"
            found.append(Finding("said by somebody else", words, share, other.sentence, typed=True))
    return found


def _held(claimed: Utterance, other: Utterance, target: Target) -> float:
    """Return the share of a claim's reported words that somebody's words hold, [0, 1]."""
    weight = target.space.weight
    total = sum(weight(stem) for stem in sorted(claimed.stems))
    held = sum(
        weight(stem)
        for stem in sorted(claimed.stems)
        if stem in other.stems or related(stem) & other.stems
    )
    return round(held / total, 6) if total else 0.0


def _may_be(claimed: Utterance, other: Utterance, known: bool) -> bool:
    """Tell whether two speakers may be one: unknown, or one's name is in the other's.

    One that the article does not know by that name may be anybody of the family name ("Airline
    Zephyr Atlantic" for "Zephyr Atlantic").
    """
    ours, theirs = claimed.speaker.split(), other.speaker.split()
    if not ours or not theirs or set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    return not known and ours[0] == theirs[0]
