"""Which words of English news are finite verbs, without a tagger.

A closed list of auxiliaries and irregular pasts, the frequent present forms of
news, and the ending -ed. Meant for one decision only, whether a stretch of
words can stand as a clause, so a miss costs an unsplit sentence and no more.
"""

from __future__ import annotations

from collections.abc import Sequence

BE = frozenset("is are was were be been being am 's 're isn't aren't wasn't weren't".split())
HAVE = frozenset("has have had 've hasn't haven't hadn't having".split())
DO = frozenset("do does did don't doesn't didn't".split())
MODALS = frozenset(
    """will would can could may might shall should must won't wouldn't can't cannot couldn't
    shouldn't mustn't 'll 'd""".split()
)
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIONS = frozenset("not never no nobody none neither nor cannot without n't".split())

# Past tenses that do not end in -ed (Quirk et al. 1985, §3.16-20), those that news uses.
IRREGULAR_PASTS = frozenset(
    """arose ate beat became began bent bet bit blew bought broke brought built burnt came caught
    chose clung cost cut dealt did drank drew drove dug fell felt fled flew fought found froze
    gave got grew hanged heard held hid hit hung hurt kept knew laid lay led left lent let lit
    lost made meant met paid put quit ran rang read rode rose said sang sank sat saw sent set
    shook shot showed shrank shut slept slid spent split spoke spread sprang stole stood
    struck stuck swam swept swore taught told took thought threw tore understood undid
    withdrew woke won wore wrote overcame overtook withstood foresaw undertook sold sought
    sped spun bound underwent went wound""".split()
)
PARTICIPLES = IRREGULAR_PASTS | frozenset(
    """arisen beaten become begun bitten blown broken chosen done drawn driven eaten fallen flown
    forgotten frozen given gone grown hidden known lain mistaken proven ridden risen run seen
    shaken shown shrunk spoken stolen sung sunk sworn swum taken thrown torn woken worn
    written withdrawn undergone undertaken overtaken overcome""".split()
)
# Present forms that are hardly ever nouns or adjectives in news.
PRESENTS = frozenset(
    """says adds believes becomes begins brings carries comes contains continues denies describes
    expects faces fears finds follows gets gives goes happens hopes includes insists involves
    keeps knows lies makes means meets needs opens owns plans receives refuses rejects remains
    requires runs seeks seems serves sits shows stands stems suggests takes tells thinks wants
    warns welcomes works writes allows appears applies argues asks belongs calls claims
    considers depends employs exists extends feels holds insist say think want know believe
    need remain include appear continue seem plan expect hope agree""".split()
)
# Words in -ed that are no past tense, or adjectives more often than not.
_NOT_VERBS = frozenset(
    """hundred indeed need speed seed feed weed bleed breed deed greed reed shed sled bed red wed
    kindred sacred naked wicked rugged crooked unprecedented united so-called alleged armed
    supposed op-ed moped""".split()
)
# After these an -ed word qualifies the noun that follows ("the injured men").
_QUALIFYING = frozenset(
    """a an the this that these those his her its their our my your of for with by in on at from
    into some any no other two three four five six seven eight nine ten several many more most
    all both newly recently highly and or , as than when if while""".split()
)
# "The tax cut package": before the noun "cut".
_ARE_CUT = frozenset("tax pay rate budget job jobs spending price wage power".split())

# What stands between "will" and its verb, besides words in -ly.
_BEFORE_VERB = frozenset("likely not also never soon now still just even then perhaps".split())
# Behind these a modal opens a question: "what will critics say".
_ASKING = frozenset("what how why when where who that which if".split())
# What opens a noun phrase is no verb: "will the critics say".
_OPENS_NOUN = frozenset(
    """a an the this that these those his her its their our my your he she they it some any no of
    in at on to""".split()
)


def is_finite(word: str, before: str) -> bool:
    """Tell whether a word can be the finite verb of a clause.

    Args:
        word: Lower case.
        before: The lower-case word or mark before it; "" at the beginning.
    """
    if word in AUXILIARIES:
        return word not in {"be", "been", "being", "having"}
    if word in IRREGULAR_PASTS:
        if word == "cut" and before in _ARE_CUT:
            return False
        return before not in {"a", "an", "the", "to", "of"}
    if word in PRESENTS:
        return before not in {"a", "an", "the", "to", "of", "his", "her", "its", "their"}
    return is_regular_past(word) and before not in _QUALIFYING


def is_regular_past(word: str) -> bool:
    """Tell whether a lower-case word looks like a regular past or participle."""
    return len(word) > 3 and word.endswith("ed") and word not in _NOT_VERBS


def is_participle(word: str) -> bool:
    """Tell whether a lower-case word can be a past participle."""
    return word in PARTICIPLES or is_regular_past(word)


def infinitive_words(words: Sequence[str]) -> int:
    """Count the words of "likely bolster" in "it will likely bolster critics"; 0: no infinitive.

    Args:
        words: Lower case: the two words before a noun phrase, then those of the phrase.
    """
    if words[1] not in MODALS or words[0] in _ASKING:
        return 0
    at = 2
    while at < len(words) - 1 and (words[at] in _BEFORE_VERB or words[at].endswith("ly")):
        at += 1
    return at - 1 if at < len(words) - 1 and words[at] not in _OPENS_NOUN else 0
