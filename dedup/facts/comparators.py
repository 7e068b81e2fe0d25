"""The words around a figure that loosen it: "more than", "up to", "about", "or so"."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.numbers import Figure, Tok, at, glued
from dedup.facts.verbs import AUXILIARIES, PARTICIPLES, is_finite, is_regular_past
from dedup.text import STOP_WORDS

# Words before the figure → comparator. "≈<" is "~" that does not pass the figure itself.
_BEFORE: dict[tuple[str, ...], str] = {
    tuple(words.split()): sign
    for sign, phrases in {
        ">": "more than|over|above|exceeding|upwards of|greater than|in excess of|beyond|topping|"
        "north of|exceeds|exceeded|surpassed|higher than|longer than|older than|topped",
        ">=": "at least|no fewer than|no less than|not less than|not fewer than|as few as|"
        "as little as|a minimum of|minimum of|a minimum|mandatory minimum",
        "<": "fewer than|less than|under|below|lower than|younger than|shorter than|south of|"
        "nowhere near|nowhere close to|not even close to",
        "<=": "up to|as many as|as much as|at most|no more than|not more than|a maximum of|"
        "maximum of|a maximum|the maximum|maximum|no later than|as high as|as long as",
        "~": "about|around|roughly|some|approximately|an estimated|estimated|approx|circa|"
        "at about|at around|something like|in the region of|on the order of|more or less",
        "≈<": "nearly|almost|close to|approaching|approached|nearing|neared|"
        "not quite|just shy of|well nigh",
    }.items()
    for words in phrases.split("|")
}
# "About another 30" is about 30.
_MORE = frozenset("another further additional".split())
_LONGEST = max(len(words) for words in _BEFORE)
_BARELY = frozenset("just slightly marginally barely little fractionally".split())
# "about" a figure: half a printed step, but from a tenth of the figure to a fifth of it. A round
# figure has a step of its own size: "about $1 trillion" is not $641 billion.
_ABOUT_SHARE, _ABOUT_MOST = 0.1, 0.2
# "A maximum sentence of five years", "the maximum possible prison term is two years".
_EXTREMES = {"maximum": "<=", "minimum": ">="}
_PENALTIES = frozenset("penalty punishment sentence term fine".split())
_BEFORE_PENALTY = frozenset(
    "possible potential mandatory statutory prison jail custodial criminal civil legal".split()
)
# "Over six weeks" is more than six there, whatever stands before.
_AFTER_LONGER = frozenset("ago old long later earlier before after of in from".split())
_BEFORE_LONGER = frozenset("there here back together married".split())
# "21 and older", "65 and over are free"; not "at 21 and older than he", "5 and over the hill".
_AGE_BOUNDS = {"older": ">=", "over": ">=", "above": ">=", "up": ">="} | {
    "younger": "<=",
    "under": "<=",
}
_AFTER_COMPARISON = frozenset("than brother brothers sister sisters".split())
# No count of so few things is "more than" by "over": "found over three floors".
_FEW = 10.0


# "A row over two laws", "is suing the town over two laws", "was fined over two fires".
_DISPUTES = frozenset(
    """dispute disputes disputed row rows fight fights battle battles clash clashes clashed lawsuit
    lawsuits suit suits feud feuds quarrel quarrels debate standoff tension tensions controversy
    scandal outrage anger criticism argument arguments argued protest protests protested protesting
    disagreement disagreements trial apologised apologized""".split()
)
_ACCUSED = frozenset(
    """sued charged arrested jailed fined fired sacked suspended criticised criticized investigated
    impeached condemned convicted indicted prosecuted questioned censured""".split()
)
_ACCUSING = _ACCUSED | frozenset(
    """sue sues suing arrest arresting fine fining jailing criticising criticizing condemning
    prosecuting""".split()
)
_BREACHED = frozenset("breach breached breaching broke broken violated violating".split())
_LAWS = frozenset("law laws act code rule rules policy contract constitution treaty".split())
_BE = frozenset("is are was were be been being get gets got getting".split())
_PREPOSITIONS = frozenset("with for of in on at to from by against after and or than".split())
_OBJECT_WORDS = 6


def is_span(toks: Sequence[Tok], over: int, last: int) -> bool:
    """Say whether "over" and a duration tell how long something went on, not how much longer.

    Behind a noun: "parted families over six weeks". A verb may measure by it ("served over
    20 years"), and so does what follows ("over 20 years ago").

    Args:
        toks: The sentence.
        over: Where "over" stands.
        last: Index after the duration.
    """
    before = toks[over - 1] if over else None
    if before is None or before.kind != "w" or at(toks, last) in _AFTER_LONGER:
        return False
    word = before.low
    verb = is_finite(word, "") or is_regular_past(word) or word in PARTICIPLES
    return not (verb or word in STOP_WORDS or word in _BEFORE_LONGER or word.endswith("ing"))


def is_cause(toks: Sequence[Tok], over: int, last: int, *, measured: bool) -> bool:
    """Say whether "over" tells what somebody is accused of or what is disputed.

    Behind a noun of dispute ("a row over two laws"), behind a passive ("was fined over two
    fires"), and behind an accusation with its object ("is suing the town over two laws", not
    "arrested over 30 people", nor "charged him with over 30 counts").

    Args:
        toks: The sentence.
        over: Where "over" stands.
        last: Index after the figure.
        measured: The figure has a unit: only a dispute is about so much ("a fight over $5m").
    """
    before = toks[over - 1] if over else None
    if before is None or before.kind != "w" or before.low in STOP_WORDS:
        return False
    if before.low in _DISPUTES:
        return True
    if measured or at(toks, last) in ("time", "times"):
        return False
    if before.low in _ACCUSED:
        return not _BE.isdisjoint(tok.low for tok in toks[max(0, over - 3) : over - 1])
    for index in range(over - 2, max(-1, over - 2 - _OBJECT_WORDS), -1):
        if toks[index].kind != "w" or toks[index].low in _PREPOSITIONS:
            return False
        if toks[index].low in _ACCUSING:
            return True
        if toks[index].low in _BREACHED:
            return not _LAWS.isdisjoint(tok.low for tok in toks[index + 1 : over])
    return False


def is_spread(toks: Sequence[Tok], over: int, figure: Figure) -> bool:
    """Say whether "over" and a small figure tell where something is, not how many more.

    Behind a participle: "found over three floors", "played over two legs".
    """
    before = toks[over - 1] if over else None
    few = figure.form == "words" and figure.low == figure.high and figure.low < _FEW
    if before is None or before.kind != "w" or not few or figure.scale != 1.0:
        return False
    return before.low in PARTICIPLES or is_regular_past(before.low)


def comparator_before(toks: Sequence[Tok], first: int) -> tuple[str, int]:
    """Return the comparator that ends right before token ``first`` and its first token.

    The signs are ``=``, ``>``, ``>=``, ``<``, ``<=``, ``~``, ``≈<`` (nearly) and
    ``>~`` / ``<~`` ("just over", "just under").
    """
    if at(toks, first - 1) in _MORE:
        found, start = comparator_before(toks, first - 1)
        return (found, start) if found != "=" else ("=", first)
    for length in range(min(_LONGEST, first), 0, -1):
        words = tuple(tok.low for tok in toks[first - length : first])
        sign = _BEFORE.get(words)
        if sign is None:
            continue
        start = first - length
        if at(toks, start - 1) in _BARELY and sign in (">", "<"):
            start -= 1
            if at(toks, start) == "little" and at(toks, start - 1) == "a":
                start -= 1
            return f"{sign}~", start
        return sign, start
    return _worst(toks, first)


def _worst(toks: Sequence[Tok], first: int) -> tuple[str, int]:
    """Return the comparator of "a maximum prison sentence of" and where it starts."""
    place = first - 2
    if at(toks, first - 1) not in ("of", "is", "was") or at(toks, place) not in _PENALTIES:
        return "=", first
    while at(toks, place - 1) in _BEFORE_PENALTY:
        place -= 1
    sign = _EXTREMES.get(at(toks, place - 1))
    if sign is None:
        return "=", first
    return sign, place - 1 if at(toks, first - 1) == "of" else first


def comparator_after(toks: Sequence[Tok], last: int) -> tuple[str, int]:
    """Return the comparator printed right after token ``last`` (exclusive), and the index after."""
    word = at(toks, last)
    if word == "+" and glued(toks, last):
        return ">=", last + 1
    if word == "-" and at(toks, last + 1) in ("plus", "odd"):
        return (">=" if at(toks, last + 1) == "plus" else "~"), last + 2
    if is_age_bound(toks, last):
        return _AGE_BOUNDS[at(toks, last + 1)], last + 2
    if word == "or":
        sign = {"more": ">=", "so": "~", "fewer": "<=", "less": "<="}.get(at(toks, last + 1))
        if sign and at(toks, last + 2) not in ("than", "of"):
            return sign, last + 2
    return "=", last


def is_age_bound(toks: Sequence[Tok], index: int) -> bool:
    """Say whether what stands at ``index`` bounds an age: "21 and older", "65 or over"."""
    bound, behind = at(toks, index + 1), at(toks, index + 2)
    if at(toks, index) not in ("and", "or") or bound not in _AGE_BOUNDS:
        return False
    if bound in ("older", "younger"):
        return behind not in _AFTER_COMPARISON
    ends = index + 2 >= len(toks) or toks[index + 2].kind == "p" or behind in AUXILIARIES
    return ends or behind in ("who", "to", "from")


def bounds(
    figure: Figure, sign: str, *, percent: bool = False
) -> tuple[float | None, float | None, str]:
    """Return the interval and the model's comparator for a figure and a sign."""
    low, high = figure.low, figure.high
    top = low if high is None else high
    # "about 100 percent" is no 80: a share is never printed coarser than to tens.
    step = min(figure.step, 10.0) if percent else figure.step
    margin = max(min(step / 2, _ABOUT_MOST * abs(low)), _ABOUT_SHARE * abs(low))
    margin = round(margin, 9)
    if sign in (">", ">="):
        return low, None, sign
    if sign in ("<", "<="):
        return None, top, sign
    if sign == ">~":
        return low, round(low + margin, 9), ">"
    if sign == "<~":
        return round(top - margin, 9), top, "<"
    if high != low:
        return low, high, "~"
    if sign == "~":
        return round(low - margin, 9), round(low + margin, 9), "~"
    if sign == "≈<":
        return round(low - margin, 9), low, "~"
    return low, high, "="
