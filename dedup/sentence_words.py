"""What one sentence is made of, before any two are compared.

Alignment and support compare stems, names, numbers and quoted words. This
module finds them in one text by fixed rules, without looking at other texts:
hyphenated words count by their parts ("56-year-old"), acronyms lose their full
stops ("U.S." and "US" are one), irregular verb forms share a stem ("sold",
"sell"), numbers are read by value ("$1.2bn", "two dozen", "1,200").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from dedup.number_words import TENS, UNITS
from dedup.text import STOP_WORDS, WORD, fold, stem

# Arithmetic: ten times the longest sentence of a newspaper; keeps a megabyte without a full
# stop from costing more than an article.
MAX_TOKENS = 1000
# Characters compared by edit distance; beyond it the order of words no longer tells.
MAX_CHARS = 600

_NUMBER_WORDS = UNITS | TENS | {"dozen": 12}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "tn": 1e12,
    "trillion": 1e12,
}
_NEGATION_FORMS = """no not never without neither nor none nobody nothing cannot deny denies denied
    denying refuse refuses refused refusing fail fails failed failing lack lacks lacked"""
_NEGATIONS = frozenset(_NEGATION_FORMS.split())
# What the word "US" is made of: a piece and its stem.
_COUNTRY = (("us.", "us."),)
# Common irregular forms, from any English grammar; Porter2 leaves them apart.
_IRREGULAR_FORMS = """
    be:is are was were been being am;become:became;begin:began begun;bite:bit bitten;
    blow:blew blown;break:broke broken;bring:brought;build:built;buy:bought;
    catch:caught;choose:chose chosen;come:came;deal:dealt;die:died dying dead death
    deaths deadly;do:did done;draw:drew drawn;drink:drank drunk;drive:drove driven;
    eat:ate eaten;fall:fell fallen;feed:fed;feel:felt;fight:fought;find:found;
    flee:fled;fly:flew flown flight;forget:forgot forgotten;freeze:froze frozen;
    get:got gotten;give:gave given;go:went gone;grow:grew grown growth;hear:heard;
    hide:hid hidden;hold:held;keep:kept;know:knew known;lead:led;leave:left;lend:lent;
    lose:lost loss losses;make:made;mean:meant;meet:met;pay:paid;prove:proven proof;
    ride:rode ridden;ring:rang rung;rise:rose risen;run:ran;see:saw seen;seek:sought;
    sell:sold sale sales;send:sent;shake:shook shaken;shoot:shot shots;show:shown;
    sing:sang sung;sink:sank sunk;sit:sat;speak:spoke spoken speech;spend:spent;
    stand:stood;steal:stole stolen;strike:struck stricken;swear:swore sworn;
    swim:swam swum;take:took taken;teach:taught;tear:tore torn;tell:told;
    think:thought;throw:threw thrown;understand:understood;wear:wore worn;win:won;
    write:wrote written;man:men;woman:women;child:children;person:people persons
"""
_IRREGULAR = {
    form: base.strip()
    for base, forms in (entry.split(":") for entry in _IRREGULAR_FORMS.split(";"))
    for form in forms.split()
}
_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_DIGITS = re.compile(r"\d")
_QUOTE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The comparable parts of one sentence or claim.

    Args:
        stems: Content stems in order, with repeats.
        names: Stems of words printed with a capital, sentence-initial ones apart.
        initial: The first word's stem when it is capitalised; a name if it is one elsewhere.
        numbers: Values in canonical decimal form.
        quoted: Stems between quotation marks.
        grams: Distinct content words, for character n-grams.
        plain: All words in order, function words too.
        ordered_text: All words joined, for the edit distance in order.
        sorted_text: All words sorted and joined, for an order-free edit distance.
        negated: A word of negation or denial occurs.
    """

    stems: tuple[str, ...]
    names: frozenset[str]
    initial: frozenset[str]
    numbers: frozenset[str]
    quoted: frozenset[str]
    grams: tuple[str, ...]
    plain: tuple[str, ...]
    ordered_text: str
    sorted_text: str
    negated: bool


@lru_cache(maxsize=100_000)
def word_pieces(word: str) -> tuple[str, ...]:
    """Split one folded lower-case word into the parts that are compared.

    "56-year-old" → 56, year, old; "u.s" → u.s. ; "$5.1bn" came as "5.1bn" → 5.1, bn.
    """
    if "." in word and not _DIGITS.search(word):
        letters = word.split(".")
        if all(len(letter) == 1 for letter in letters):
            return ("".join(letters) + ".",)
    return tuple(_PIECE.findall(word))


@lru_cache(maxsize=200_000)
def key(piece: str) -> str:
    """Return the stem that stands for a lower-case word, irregular forms included."""
    if piece[0].isdigit():
        return piece.replace(",", "")
    plain = piece.removesuffix("'s")
    return stem(_IRREGULAR.get(plain, piece))


@lru_cache(maxsize=200_000)
def _parts(word: str) -> tuple[tuple[str, str | None], ...]:
    """Return the pieces of a word and the stem of each, None for one that carries no news."""
    return tuple((piece, _content_key(piece, word)) for piece in word_pieces(word))


def _content_key(piece: str, word: str) -> str | None:
    if piece in STOP_WORDS or word in STOP_WORDS or not piece[0].isalnum():
        return None
    return key(piece)


# Most sentences are one clause, and both are read.
@lru_cache(maxsize=4_000)
def read(text: str) -> SentenceWords:
    """Find the stems, names, numbers and quoted words of one sentence."""
    # 40 characters a word is more than any language of news needs; the cut bounds the work.
    text = fold(text[: 40 * MAX_TOKENS])
    tokens = [(match.start(), match.group()) for match in islice(WORD.finditer(text), MAX_TOKENS)]
    titled = _in_title_case([printed for _, printed in tokens])
    stems: list[str] = []
    names: set[str] = set()
    initial: set[str] = set()
    grams: dict[str, None] = {}
    plain: list[str] = []
    quoted_ranges = [match.span(1) for match in _QUOTE.finditer(text)]
    quoted: set[str] = set()
    for number, (place, printed) in enumerate(tokens):
        # "US" in capitals is the country, not the pronoun.
        acronym = printed == "US" and not titled
        in_quote = any(start <= place < end for start, end in quoted_ranges)
        for piece, part in _COUNTRY if acronym else _parts(printed.lower()):
            plain.append(piece)
            if part is None:
                continue
            stems.append(part)
            grams[piece] = None
            if printed[0].isupper():
                (names if number and not titled else initial).add(part)
            if in_quote:
                quoted.add(part)
    return SentenceWords(
        stems=tuple(stems),
        names=frozenset(names),
        initial=frozenset(initial - names),
        numbers=numbers(plain),
        quoted=frozenset(quoted),
        grams=tuple(grams),
        plain=tuple(plain),
        ordered_text=" ".join(plain)[:MAX_CHARS],
        sorted_text=" ".join(sorted(plain))[:MAX_CHARS],
        negated=any(piece in _NEGATIONS or piece.endswith("n't") for piece in plain),
    )


def _in_title_case(printed: list[str]) -> bool:
    """Tell whether a line prints all its content words with a capital, so that none is a name."""
    content = [word for word in printed if word.lower() not in STOP_WORDS and not word[0].isdigit()]
    return len(content) > 2 and all(word[0].isupper() for word in content)


def numbers(pieces: list[str]) -> frozenset[str]:
    """Return the values that the pieces of a sentence spell, "one" alone excepted.

    Digits and number words join with a scale that follows ("1.2 billion", "two hundred");
    a lone "m" or "k" is a scale only right after digits.
    """
    found: set[str] = set()
    value: float | None = None
    lone_one = False

    def close() -> None:
        nonlocal value
        if value is not None and not lone_one:
            found.add(f"{value:.10g}")
        value = None

    for piece in pieces:
        if piece[0].isdigit() and piece[0].isascii():
            close()
            value, lone_one = _decimal(piece), False
        elif piece in _NUMBER_WORDS:
            small = _NUMBER_WORDS[piece]
            if value is not None and piece == "dozen":
                value, lone_one = value * 12, False
            elif value in TENS.values() and small < 10:
                value, lone_one = (value or 0) + small, False
            else:
                close()
                value, lone_one = float(small), piece == "one"
        elif value is not None and piece in _SCALES:
            value, lone_one = value * _SCALES[piece], False
        else:
            close()
    close()
    return frozenset(found)


def _decimal(piece: str) -> float | None:
    try:
        return float(piece.replace(",", ""))
    except ValueError:  # "3.12.2024", digits of another script
        return None
