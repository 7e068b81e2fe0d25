"""Words from text: folding, tokens, stems, n-grams. Pure; no stage logic.

``fold`` changes single characters only, so an offset in the folded text is the
same offset in the original. Everything that compares words goes through it:
straight and curly quotes, dashes and spaces must not make a difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b

# One character to one character, so that offsets survive. The control characters are Windows-1252
# quotes and dashes that were read as Latin-1.
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4\x82\x91\x92", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\x84\x93\x94", '"'),
        **dict.fromkeys("\u2010\u2011\u00ad\u2212", "-"),
        **dict.fromkeys("\u2013\u2015\x96\x97", "\u2014"),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
            "\u202f\u205f\u3000\u200b\u2060\ufeff\t",
            " ",
        ),
    }
)
_FOLDS_TO = {chr(code): folded for code, folded in _FOLDS.items()}
_FOLDED = re.compile("[" + "".join(map(re.escape, _FOLDS_TO)) + "]")

# A word: letters and digits, joined inside by one apostrophe, hyphen, full stop or ampersand
# ("don't", "lead-in", "U.S", "AT&T"), a number with its separators ("1,200.5").
WORD = re.compile(r"(?>\d+(?:[.,]\d+)*)(?![^\W\d_])|[^\W_]+(?:['.&-][^\W_]+)*")

# English function words. They carry no news; a list this short needs no source.
STOP_WORDS: frozenset[str] = frozenset(
    """a about above after again against all also although am an and any are aren't as at be
    because been before being below between both but by can can't cannot could couldn't did
    didn't do does doesn't doing don't down during each few for from further had hadn't has
    hasn't have haven't having he he'd he'll he's her here hers herself him himself his how i
    i'd i'll i'm i've if in into is isn't it it's its itself just let's may me might more most
    must my myself no nor not of off on once only or other our ours ourselves out over own
    per same shall she she'd she'll she's should shouldn't so some such than that that's the
    their theirs them themselves then there there's these they they'd they'll they're they've
    this those though through to too under until up upon us very was wasn't we we'd we'll
    we're we've were weren't what when where which while who whom whose why will with
    within without won't would wouldn't yet you you'd you'll you're you've your yours
    yourself yourselves said says say saying mr mrs ms dr""".split()
)


def fold(text: str) -> str:
    """Fold quotes, hyphens, dashes and spaces, one character for one."""
    if text.isascii():
        return text.translate(_FOLDS)
    # Faster than translate, which looks every character up once one is not ASCII.
    return _FOLDED.sub(_fold_one, text)


def _fold_one(match: re.Match[str]) -> str:
    return _FOLDS_TO[match.group()]


def words(text: str) -> list[str]:
    """Return the case-folded words of a text, in order."""
    return [match.group().lower() for match in WORD.finditer(fold(text))]


def content_stems(text: str) -> list[str]:
    """Return the stems of a text's words that are not function words, in order."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


# Irregular forms and what they are forms of (Quirk et al. 1985, §3.16-20 and §5.83-90, those
# that news uses): a stemmer leaves "met" and "meeting" apart.
_IRREGULAR: dict[str, str] = dict(
    pair.split(":")
    for pair in """arose:arise arisen:arise ate:eat eaten:eat became:become began:begin
    begun:begin bitten:bite blew:blow blown:blow bought:buy broke:break broken:break
    brought:bring built:build came:come caught:catch chose:choose chosen:choose dealt:deal
    died:die dying:die drawn:draw drew:draw driven:drive drove:drive dug:dig fallen:fall
    fell:fall fed:feed fled:flee flew:fly flown:fly fought:fight forgot:forget froze:freeze
    frozen:freeze gave:give given:give gone:go went:go goes:go got:get grew:grow grown:grow
    heard:hear held:hold hid:hide hidden:hide kept:keep knew:know known:know led:lead left:leave
    lost:lose made:make meant:mean met:meet paid:pay ran:run rode:ride risen:rise rose:rise
    sang:sing sank:sink sunk:sink sat:sit saw:see seen:see sent:send shook:shake shaken:shake
    shot:shoot showed:show shown:show slept:sleep slid:slide sold:sell sought:seek spent:spend
    spoke:speak spoken:speak stole:steal stolen:steal stood:stand struck:strike stuck:stick
    swam:swim swept:sweep swore:swear sworn:swear taken:take took:take taught:teach tore:tear
    torn:tear told:tell thought:think threw:throw thrown:throw understood:understand
    withdrew:withdraw withdrawn:withdraw woke:wake won:win wore:wear worn:wear wrote:write
    written:write overcame:overcome overtook:overtake undertook:undertake underwent:undergo
    men:man women:woman children:child people:person feet:foot lives:life wives:wife
    knives:knife thieves:thief leaves:leave""".split()
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the Porter2 stem of a lower-case English word, without a possessive 's.

    Irregular verbs and plurals are taken back to their base form first.

    Source: Porter (2001), Snowball; the ``PyStemmer`` package.
    """
    if word.endswith("'s"):
        word = word[:-2]
    elif word.endswith("'"):
        word = word[:-1]
    if not word or not word.isascii() or not word[-1].isalpha():
        # A word of marks alone ("\uff9e" decomposes into one) stays, so that a word has a stem.
        return strip_accents(word) or word
    return _stemmer()(_IRREGULAR.get(word, word))


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    # No cache of its own: with it a new word takes four times as long.
    english: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord
    return english


def strip_accents(text: str) -> str:
    """Return the text with combining marks removed ("Bogotá" → "Bogota")."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def stable_hash(parts: Iterable[str]) -> int:
    """Return a 64-bit hash of strings, the same on every machine and run."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")
