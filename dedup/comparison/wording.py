"""Whether two quotations print one utterance, and whether in the same words.

Words are compared folded, case-folded and without marks, so that curly quotes,
a capital or an ellipsis make no difference; nor does a contraction, a hyphen or a number in digits,
which are the outlet's spelling of what was spoken, or letters that it masks ("b----", "s***").
The score is the best window of the longer quotation against the shorter
one: on a real pair of articles the one utterance printed in other words scored .77, the best
wrong pair .25.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from dedup.number_words import CARDINALS, ORDINALS
from dedup.text import STOP_WORDS, fold, stem, words

# A cut that the outlet itself announces, its full stops set apart or not (". . ."), or what it puts
# in, in brackets: round ones hold a word or two of its own ("(he)"), or else the speaker's; or the
# count of a post in several parts ("(1/2)"), or links to several.
_ELLIPSIS = re.compile(
    r"\u2026|\.[ ]?\.[ ]?\.|\[[^\]]{0,40}\]|\([a-z]{1,12}(?: [a-z]{1,12})?\)"
    r"|\(here(?:,? and here|, here)+\)|\(\d{1,2}/\d{0,2}\)"
)
_PER_CENT = re.compile(r"(?<=\d) ?%|\bper cent\b")
_CONTRACTED = {
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "shan't": "shall not",
    "let's": "let us",
    # Spelt as spoken, or after the house: "cut 'em", "OK?", "Sen. Poe", "learnt".
    "em": "them",
    "gonna": "going to",
    "wanna": "want to",
    "ok": "okay",
    "alright": "all right",
    "sen": "senator",
    "gov": "governor",
    "learnt": "learned",
    "burnt": "burned",
    "dreamt": "dreamed",
    **{f"{word}'s": f"{word} is" for word in "he here it she that there what where who".split()},
}
_ENDINGS = {
    "n't": " not",
    "'d": " would",
    "'ll": " will",
    "'m": " am",
    "'re": " are",
    "'ve": " have",
}
_INNER = re.compile(r"(?<=[^\W\d_])[.-](?=[^\W\d_])")
# As an inner hyphen is left out, "twenty-five" is "twentyfive".
_DIGITS = CARDINALS | ORDINALS
# A capital within a sentence; "I" is no name.
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][A-Za-z]+")
# The longer of two quotations of one utterance has so much of the shorter's content words (own
# choice: of 32 stories, 4 false rewordings have a third or less, no right one has).
_CONTENT = 0.4
# ... and all of so few in one order, or a run of its words: "a lack of credible evidence" is not
# quoted from "issues of credibility, lack of forensic evidence".
_FEW_CONTENT = 3
# Quotations less alike than this are one only by what they share (own choice).
_SURELY = 0.8
# Share of the shorter quotation's words that both print when the longer only goes on (own choice).
_MOST_OF_IT = 0.7
# Words that one quotation has more than the other at an end: it begins earlier or goes on.
_GOES_ON = 5
# Elisions of a quotation that are looked at.
_MOST_PIECES = 8
# Letters that a paper leaves out of a word, and how many more or fewer than its marks they may be.
_MASKED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,20})(\*{2,12}|-{3,12}|--(?=\w))([^\W\d_]{0,20})")
_LETTERS = re.compile(r"[^\W\d_]+")
_MASK_SLACK = 1
# One word in two spellings, American and British: the ending of a verb, of a noun, and the rest.
_BRITISH = re.compile(r"(?<=[a-z]{3})is(?=(?:e[ds]?|ing|ations?)$)")
_OUR = re.compile(
    r"^((?:dis|un|mis)?(?:arm|behavi|cand|clam|col|endeav|fav|flav|harb|hon|hum|lab|neighb|parl|rum"
    r"|sav|splend|vap|vig))our(?=$|s$|ed$|ing$|ite|able|hood|ful|less)"
)
_SPELT = {
    "centre": "center",
    "centres": "centers",
    "theatre": "theater",
    "theatres": "theaters",
    "defence": "defense",
    "offence": "offense",
    "offences": "offenses",
    "licence": "license",
    "programme": "program",
    "programmes": "programs",
    "grey": "gray",
    "sceptical": "skeptical",
    "travelled": "traveled",
    "travelling": "traveling",
    "cancelled": "canceled",
    "labelled": "labeled",
    "modelled": "modeled",
    "fuelled": "fueled",
    "judgement": "judgment",
}
# What stands between the items of a list; so many in another order are one saying, and how alike
# (own choice).
_BETWEEN_ITEMS = re.compile(r"[,;()\[\]]|\b(?:and|or)\b")
_ITEMS, _REORDERED = 3, 0.9
# Shorter fragments ("a disgrace") are one utterance only word for word.
_MIN_WORDS = 5
# ... or where so many content words are the same, in sentences that render each other.
_FRAGMENT = 2
_NEGATIONS = frozenset(map(stem, "not never no nor neither without".split()))
# Words before another in which they deny it.
_DENIED = 3
# Words that say that something has to be, may be or will be: no rewording of that it is. A run of
# so many words in common is one utterance still (own choice).
_MOODS = {
    **dict.fromkeys("need needs needed must should ought".split(), "must"),
    **dict.fromkeys("may might could can".split(), "may"),
    **dict.fromkeys("will would shall".split(), "will"),
}
_RUN = 4
# Words of a quotation of which one may be replaced by another in place (own choice).
_REPLACED = 6


def same_utterance(left: str, right: str) -> float:
    """Return how probably two quotations print one utterance, [0, 1].

    Args:
        left: Quoted words of one article.
        right: Quoted words of another.

    Returns:
        1.0 when one holds the other word for word; nearly that for a list in another
        order; the best window's word similarity otherwise (Indel ratio over stems);
        0.0 for short fragments that differ.
    """
    if same_words(left, right):
        return 1.0
    if _reordered(left, right):
        return _REORDERED
    left, right = _unmasked(left, right)
    ours, theirs = _stems(left), _stems(right)
    shorter, longer = sorted((ours, theirs), key=lambda stems: (len(stems), stems))
    content = {word for word in shorter if word not in STOP_WORDS} - _named(left) - _named(right)
    if len(shorter) < _MIN_WORDS or len(content & set(longer)) < max(1, _CONTENT * len(content)):
        return 0.0
    if _begins_alike(left, right):
        return 0.0
    few = len(content) <= _FEW_CONTENT and not _in_order(shorter, longer, content)
    if few and not _share_a_run(spoken(left), spoken(right)) and not _one_word_apart(left, right):
        return 0.0
    from rapidfuzz.fuzz import partial_ratio

    score = round(float(partial_ratio(shorter, longer)) / 100, 6)
    return 0.0 if score < _SURELY and _are_two(ours, theirs) else score


def _are_two(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two quotations, no more than alike, share no two content words in one order.

    Or one denies what the other says: "you feel no regret for it", "you claim to feel regret".
    """
    from rapidfuzz.distance import LCSseq

    told = [[word for word in side if word not in STOP_WORDS] for side in (left, right)]
    if LCSseq.similarity(*told) < _FRAGMENT:
        return True
    denied, other = (_denied_in(side) for side in (left, right))
    return not (denied ^ other).isdisjoint(set(left) & set(right))


def _denied_in(stems: Sequence[str]) -> frozenset[str]:
    """Return the content words that stand close behind a negation."""
    return frozenset(
        word
        for at, word in enumerate(stems)
        if word not in STOP_WORDS and not _NEGATIONS.isdisjoint(stems[max(0, at - _DENIED) : at])
    )


def _in_order(shorter: Sequence[str], longer: Sequence[str], content: Collection[str]) -> bool:
    """Tell whether a quotation has the few content words of a shorter one, in one order."""
    from rapidfuzz.distance import LCSseq

    told = [word for word in shorter if word in content]
    return bool(LCSseq.similarity(told, longer) == len(told))


def _begins_alike(left: str, right: str) -> bool:
    """Tell whether two quotations have one content word in common, and go on with another word.

    "I don't know why" is no wording of "I don't know who did it": everybody doesn't know. Nor is
    "it's going to end" one of "it's going to rain, or to snow".
    """
    shorter, longer = sorted((spoken(left), spoken(right)), key=len)
    begins = len(shorter) < len(longer) and shorter[:-1] == longer[: len(shorter) - 1]
    return begins and len({word for word in shorter[:-1] if word not in STOP_WORDS}) <= 1


def _one_word_apart(left: str, right: str) -> bool:
    """Tell whether all words but one of a quotation stand in another, that one replaced in place.

    "And she very civilly said sorry", "and she very simply said sorry".
    """
    shorter, longer = sorted((spoken(left), spoken(right)), key=len)
    return len(shorter) >= _REPLACED and any(
        sum(map(str.__ne__, shorter, longer[at:])) == 1
        for at in range(len(longer) - len(shorter) + 1)
    )


def _unmasked(left: str, right: str) -> tuple[str, str]:
    """Return two quotations, the letters that one masks put in where the other prints them."""
    return _spelled_out(left, right), _spelled_out(right, left)


def _spelled_out(masked: str, plain: str) -> str:
    if "--" not in masked and "**" not in masked:
        return masked
    printed = {word.lower() for word in _LETTERS.findall(fold(plain))}

    def word_for(match: re.Match[str]) -> str:
        head, marks, tail = match[1].lower(), match[2], match[3].lower()
        fitting = [
            word
            for word in printed
            if word.startswith(head)
            and word.endswith(tail)
            and abs(len(word) - len(head) - len(marks) - len(tail)) <= _MASK_SLACK
        ]
        return min(fitting, default=match[0])

    return _MASKED.sub(word_for, masked)


def _reordered(left: str, right: str) -> bool:
    """Tell whether two quotations list the same items, three or more, in another order."""
    ours, theirs = _items(left), _items(right)
    return len(ours) >= _ITEMS and ours != theirs and sorted(ours) == sorted(theirs)


@lru_cache(maxsize=5_000)
def _items(quotation: str) -> tuple[tuple[str, ...], ...]:
    items = (_stems(item) for item in _BETWEEN_ITEMS.split(fold(quotation)))
    return tuple(item for item in items if item)


# A quotation is held against every other of its story: read it once.
@lru_cache(maxsize=5_000)
def _named(quotation: str) -> frozenset[str]:
    """Return the stems of what a quotation names: everybody says "United States of America"."""
    return frozenset(stem(word.lower()) for word in _NAME.findall(fold(quotation)))


@lru_cache(maxsize=5_000)
def _stems(quotation: str) -> tuple[str, ...]:
    return tuple(map(stem, _spelled_alike(spoken(quotation))))


@lru_cache(maxsize=5_000)
def spoken(quotation: str) -> tuple[str, ...]:
    """Return a quotation's words, contractions and small numbers written out.

    Inner hyphens and gaps are left out.
    """
    plain = _ELLIPSIS.sub(" ", fold(quotation)).replace("&", " and ")
    plain = _PER_CENT.sub(" percent", plain)
    return tuple(" ".join(map(_in_full, words(_INNER.sub("", plain)))).split())


def _in_full(word: str) -> str:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    if word in _DIGITS:
        return _DIGITS[word]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + full
    return word


def _spelled_alike(said: Sequence[str]) -> tuple[str, ...]:
    """Return words as an American house spells them; for comparing, not for printing."""
    return tuple(_SPELT.get(word) or _OUR.sub(r"\1or", _BRITISH.sub("iz", word)) for word in said)


def changed_words(left: str, right: str) -> tuple[str, str]:
    """Return the words in which two quotations differ, without what only one goes on to say.

    Args:
        left: Quoted words of one article.
        right: Quoted words of another.
    """
    from rapidfuzz.distance import Indel

    left, right = _unmasked(left, right)
    ours, theirs = _from_elision(left, spoken(right)), _from_elision(right, spoken(left))
    steps = Indel.opcodes(_spelled_alike(ours), _spelled_alike(theirs))
    same = [step for step in steps if step.tag == "equal"]
    starts = [(0, 0), *((step.src_end, step.dest_end) for step in same)]
    ends = [*((step.src_start, step.dest_start) for step in same), (len(ours), len(theirs))]
    sides: tuple[list[str], list[str]] = ([], [])
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        gap = ours[start[0] : end[0]], theirs[start[1] : end[1]]
        if "".join(gap[0]) == "".join(gap[1]):
            continue  # only the hyphen differs
        n_words = min(map(len, gap))
        if all(gap) and place in (0, len(same)) and max(map(len, gap)) - n_words >= _GOES_ON:
            # Of the words that one begins earlier with, or goes on with, none is another.
            first, last = (0, n_words) if place else (-n_words, None)
            gap = gap[0][first:last], gap[1][first:last]
        if all(gap) or 0 < place < len(same):
            sides[0].extend(gap[0])
            sides[1].extend(gap[1])
    return " ".join(sides[0]), " ".join(sides[1])


def _from_elision(quotation: str, other: Sequence[str]) -> tuple[str, ...]:
    """Return a quotation's words from the last elision before which it has nothing of another's.

    What stands before "..." may open like the rest, and hide what is changed in that.
    """
    from rapidfuzz.distance import LCSseq

    said, pieces = spoken(quotation), _pieces(quotation)
    if len(pieces) < 2:
        return said
    shared = LCSseq.similarity(said, other)
    for first in range(min(len(pieces), _MOST_PIECES) - 1, 0, -1):
        rest = tuple(word for piece in pieces[first:] for word in piece)
        if LCSseq.similarity(rest, other) >= shared:
            return rest
    return said


def same_words(left: str, right: str) -> bool:
    """Tell whether one quotation holds the other word for word, elisions apart."""
    left, right = _unmasked(left, right)
    if _either_holds(left, right):
        return True
    # "wellknown" and "well-known" are one, and so are "well-known" and "well known".
    if "-" in left + right and _either_holds(left.replace("-", " "), right.replace("-", " ")):
        return True
    # "Work force" and "workforce": as many letters in one order, a word or two apart.
    ours, theirs = spoken(left), spoken(right)
    return abs(len(ours) - len(theirs)) in (1, 2) and "".join(ours) == "".join(theirs)


def is_held(inner: str, outer: str) -> bool:
    """Tell whether a quotation prints all words of another one, in one piece or with elisions.

    Args:
        inner: Quoted words of one article.
        outer: Quoted words of another that may have more.
    """
    n_inner, n_outer = len(spoken(inner)), len(spoken(outer))
    return same_words(inner, outer) and n_inner <= n_outer + 2


def only_extends(left: str, right: str) -> bool:
    """Tell whether two quotations of one utterance differ only in where they begin and end.

    Both print most of the shorter one, in one order and with nothing between.
    """
    from rapidfuzz.distance import Indel

    if any(changed_words(left, right)):
        return False
    left, right = _unmasked(left, right)
    ours, theirs = spoken(left), spoken(right)
    steps = Indel.opcodes(ours, theirs)
    same = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    return same >= _MOST_OF_IT * min(len(ours), len(theirs))


def another_mood(left: str, right: str) -> bool:
    """Tell whether of two quotations that share no run of words one says that, one that it must be.

    "We needed to get the message out" is no wording of "I think we got the message out".

    Args:
        left: Quoted words of one article.
        right: Quoted words of another.
    """
    ours, theirs = spoken(left), spoken(right)
    moods = [{_MOODS[word] for word in side if word in _MOODS} for side in (ours, theirs)]
    if moods[0] == moods[1]:
        return False
    return not _share_a_run(ours, theirs)


def _share_a_run(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two quotations have so many words in common that follow one another."""
    runs = {left[i : i + _RUN] for i in range(len(left) - _RUN + 1)}
    return any(right[i : i + _RUN] in runs for i in range(len(right) - _RUN + 1))


def is_fragment(left: str, right: str, n_words: int) -> bool:
    """Tell whether one of two quotations is a few content words, and the other more than these.

    Args:
        left: Quoted words of one article.
        right: Quoted words of another.
        n_words: Fewer content words make a fragment.
    """
    ours, theirs = (frozenset(_stems(side)) - STOP_WORDS for side in (left, right))
    return ours != theirs and min(len(ours), len(theirs)) < n_words


def shared_words(left: str, right: str) -> frozenset[str]:
    """Return the stems of the content words that two quotations share."""
    return (frozenset(_stems(left)) & frozenset(_stems(right))) - STOP_WORDS


def denies_fragment(left: str, right: str) -> bool:
    """Tell whether of two quotations one is a content word, and the other denies just that.

    "Evolved" is not quoted from "never changed or evolved".
    """
    if not is_fragment(left, right, _FRAGMENT):
        return False
    shorter, longer = sorted((_stems(left), _stems(right)), key=len)
    content = [word for word in shorter if word not in STOP_WORDS]
    return _NEGATIONS.isdisjoint(shorter) and any(
        word in content and not _NEGATIONS.isdisjoint(longer[max(0, at - _DENIED) : at])
        for at, word in enumerate(longer)
    )


def rewords_fragment(left: str, right: str) -> bool:
    """Tell whether a few words of one quotation are in the other but for a little word.

    "A dangerous thing", "a very dangerous thing": the content words follow one another in both.
    Or but for the first: "the usual sailing lesson", "my weekly sailing lesson".
    """
    shorter, longer = sorted(
        ([word for word in spoken(side) if word not in STOP_WORDS] for side in (left, right)),
        key=len,
    )
    if len(shorter) < _FRAGMENT:
        return False
    rest = shorter[1:] if len(shorter) == _FRAGMENT + 1 else shorter
    return _find(shorter, longer, 0) >= 0 or _find(rest, longer, 1) >= 0


def _either_holds(left: str, right: str) -> bool:
    pieces_left, pieces_right = _pieces(left), _pieces(right)
    return _held(pieces_left, pieces_right) or _held(pieces_right, pieces_left)


@lru_cache(maxsize=5_000)
def _pieces(quotation: str) -> tuple[tuple[str, ...], ...]:
    pieces = (_spelled_alike(spoken(piece)) for piece in _ELLIPSIS.split(fold(quotation)))
    return tuple(piece for piece in pieces if piece)


def _held(inner: Sequence[Sequence[str]], outer: Sequence[Sequence[str]]) -> bool:
    """Tell whether every piece of ``inner`` stands in one piece of ``outer``, in order."""
    if not inner or not outer:
        return False
    place, offset = 0, 0
    for piece in inner:
        while place < len(outer):
            found = _find(piece, outer[place], offset)
            if found >= 0:
                offset = found + len(piece)
                break
            place, offset = place + 1, 0
        else:
            return False
    return True


def _find(piece: Sequence[str], words_: Sequence[str], start: int) -> int:
    for index in range(start, len(words_) - len(piece) + 1):
        if words_[index : index + len(piece)] == piece:
            return index
    return -1
