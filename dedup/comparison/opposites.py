"""Words that exclude each other, and names that do not."""

from __future__ import annotations

from dedup.lexicon import opposite
from dedup.text import stem

# What news sets against each other and a dictionary of antonyms lacks. Written for this package.
_PAIRS = """approve/reject approve/veto approve/block approval/rejection back/oppose back/reject
    support/oppose supporter/opponent supporter/critic allow/ban allow/forbid allow/block
    allow/prohibit permit/ban permit/prohibit legalise/ban legalize/ban agree/refuse agree/decline
    accept/decline join/quit join/leave improve/worsen expand/shrink expand/cut extend/shorten
    extend/end confirm/deny admit/deny acknowledge/deny affirm/deny ally/enemy friend/enemy
    ally/rival ally/foe largest/smallest biggest/smallest highest/lowest higher/lower
    older/younger oldest/youngest longest/shortest greater/smaller larger/smaller bigger/smaller
    better/worse more/less more/fewer most/least most/few many/few above/below before/after
    over/under up/down upheld/overturn uphold/overturn uphold/strike convict/clear acquit/convict
    condemn/praise condemn/welcome criticise/praise criticize/praise criticise/welcome
    criticize/welcome denounce/praise praise/slam praise/attack welcome/reject embrace/reject
    raise/cut raise/reduce raise/lower increase/reduce increase/cut increase/decline
    increase/fall increase/drop rise/drop rise/decline climb/fall climb/drop jump/fall jump/drop
    soar/plunge surge/plunge surge/fall gain/fall gain/drop grow/shrink grow/decline grow/fall
    strengthen/weaken tighten/ease tighten/loosen tighten/relax add/remove add/cut hire/lay
    hire/sack hire/dismiss appoint/dismiss appoint/remove arrest/free arrest/release
    detain/release detain/free jail/free imprison/free kill/save kill/rescue win/fail
    beat/lose defeat/lose survive/die alive/dead arrive/depart enter/leave advance/retreat
    resume/suspend resume/halt start/end start/halt begin/halt begin/stop launch/end
    launch/cancel open/shut reopen/close pass/reject pass/defeat pass/block enact/repeal
    adopt/reject adopt/repeal impose/lift ban/lift keep/drop keep/scrap keep/abandon
    maintain/abandon honour/break honor/break succeed/fail victory/loss win/loss winner/loser
    guilty/innocent guilty/acquitted legal/illegal lawful/unlawful true/false right/wrong
    safe/unsafe safe/dangerous strong/weak rich/poor early/late conservative/liberal
    conservative/progressive left-wing/right-wing domestic/foreign majority/minority
    optimistic/pessimistic hawkish/dovish profit/loss surplus/deficit import/export buy/sell
    lend/borrow north/south east/west northern/southern eastern/western inside/outside
    all/none always/never everyone/nobody with/without for/against pro/anti man/woman
    boy/girl husband/wife son/daughter brother/sister father/mother mr/mrs his/her
    encourage/discourage remember/forget protect/endanger attack/defend include/exclude
    easy/difficult easy/hard likely/unlikely possible/impossible voluntary/mandatory
    voluntary/compulsory temporary/permanent public/private first/last
    """.split()
# One is also a word that other sentences need: only word for word, never by its stem.
_EXACT = frozenset(
    """more less fewer most least few many above below before after over under up down all none
    always never everyone nobody with without for against mr mrs his her""".split()
)
_NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
# What WordNet sets against each other and news does not.
_NOT_OPPOSED = frozenset(
    frozenset(pair.split("/"))
    for pair in """center/right center/leav general/local express/local local/nation back/front
    charg/discharg issu/recal leav/right pass/run part/wholli rise/set""".split()
)

# Bodies that go by a common noun or a place's name.
BODIES = frozenset(
    """house senate congress pentagon kremlin parliament cabinet commons lords knesset duma
    bundestag treasury politburo""".split()
) | {"european union", "eu"}
COUNTRY_OR_STATE = frozenset({"georgia"})
_NICKNAMES = frozenset(
    frozenset(pair.split("/"))
    for pair in """bill/william bob/robert bobby/robert dick/richard ted/edward ted/theodore
    peggy/margaret maggie/margaret meg/margaret polly/mary molly/mary betty/elizabeth
    liz/elizabeth beth/elizabeth tony/anthony sandy/alexander drew/andrew chuck/charles
    hank/henry jack/john jim/james""".split()
)
_ALIASES = {
    "gop": "republican",
    "republicans": "republican",
    "republican party": "republican",
    "dems": "democrat",
    "democrats": "democrat",
    "democratic": "democrat",
    "democratic party": "democrat",
    "uk": "united kingdom",
    "u.k": "united kingdom",
    "britain": "united kingdom",
    "british": "united kingdom",
    "us": "united states",
    "u.s": "united states",
    "usa": "united states",
    "america": "united states",
    "american": "united states",
    "americans": "united states",
    "eu": "european union",
    "un": "united nations",
    "u.n": "united nations",
    "isis": "islamic state",
    "isil": "islamic state",
    "islamic state group": "islamic state",
    "daesh": "islamic state",
    "nyt": "new york times",
    "times": "new york times",
    "post": "washington post",
    "wsj": "wall street journal",
    "journal": "wall street journal",
    "ap": "associated press",
}


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _PAIRS:
        one, other = pair.split("/")
        for left, right in ((one, other), (other, one)):
            table.setdefault(_form(left), set()).add(_form(right))
    return {word: frozenset(others) for word, others in table.items()}


def _form(word: str) -> str:
    return word if word in _EXACT else stem(word)


_OPPOSED = _table()


def opposed(left: str, right: str) -> bool:
    """Tell whether two lower-case words say the opposite in one slot.

    Source: WordNet's antonyms (``dedup.lexicon``), pairs of news verbs of our own,
    and negating prefixes ("legal", "illegal").
    """
    ours, theirs = _form(left), _form(right)
    if theirs in _OPPOSED.get(ours, frozenset()):
        return True
    if frozenset((ours, theirs)) in _NOT_OPPOSED or {left, right} & _EXACT:
        return False
    if theirs in opposite(ours):
        return True
    shorter, longer = sorted((left, right), key=lambda word: (len(word), word))
    return len(shorter) >= 4 and any(longer == p + shorter for p in _NEGATING_PREFIXES)


def one_first_name(left: str, right: str) -> bool:
    """Tell whether two lower-case first names may be one's: "m", "mike", "michael"; "bill"."""
    if 1 in (len(left), len(right)):
        return left[:1] == right[:1]
    return left[:2] == right[:2] or frozenset((left, right)) in _NICKNAMES


def alias(name: str) -> str:
    """Return the one form of a well-known body or country that goes by several names."""
    low = name.lower().rstrip(".")
    return _ALIASES.get(low, low)
