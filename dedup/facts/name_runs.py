"""Runs of capitalised words: what may be a name, before we know what it names.

One pass over the tokens of each sentence. A run is a stretch of capitalised words with
the small words that names carry inside ("van der Berg", "Bank of England"); the title in
front of it ("U.S. Secretary of State") and the role beside it (", the mayor") are cut off
and kept. A capital that is only there because a sentence begins is marked, not believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from dedup.facts.gazetteer import DETERMINERS, Gazetteer, fold_key
from dedup.facts.name_words import FOR_HEADS, OF_HEADS, OPENERS, PARTICLES, PAST, SMALL_IN_TITLES
from dedup.text import STOP_WORDS

# A word, an initial or dotted abbreviation, or a shortened title. Each alternative is a plain
# repetition over disjoint character classes, so that matching stays linear.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){1,6}(?![^\W_])"
    r"|(?:Mrs?|Ms|Drs?|St|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Cpl|Prof|Rev|Mt|Ft|Maj|Adm|Inc|Corp"
    r"|Co|Ltd|Jr|Sr|Dept|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Kan|Mass|Mich|Minn|Mont|Neb|Nev"
    r"|Okla|Ore|Pa|Tenn|Va|Vt|Wash|Wis|Wyo)\.(?=[ ,])"
    r"|[^\W_]+(?:['&-][^\W_]+)*"
)
_GLUED = re.compile(r"(?:al|el|ul|as|ad|ar|at|an|ash|az|d|l|de|da|ibn|bin)[-'][^\W\d_]")


class Word(NamedTuple):
    """One token: offsets in the article, printed form without possessive, its lower case."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    possessive: bool


@dataclass(frozen=True)
class Run:
    """A stretch of capitalised words in one sentence.

    Args:
        sentence: Index of the sentence.
        words: Its tokens without titles.
        role: Title and role words beside it, lower case; "".
        gender: m or f as the title tells; "".
        titled: A title stands directly before it.
        initial: Its first word begins a sentence, so that its capital tells nothing.
        before: The word before (lower case) if only a space lies between; "".
        after: The word after, same rule; "".
        apposed: A role or an age follows after a comma.
    """

    sentence: int
    words: tuple[Word, ...]
    role: str
    gender: str
    titled: bool
    initial: bool
    before: str
    after: str
    apposed: bool

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.words[-1].end

    @cached_property
    def key(self) -> str:
        """The folded surface."""
        return fold_key(" ".join(word.text for word in self.words))


def sentence_words(folded: str, start: int, end: int) -> list[Word]:
    """Return the tokens of ``folded[start:end]``; ``folded`` went through ``text.fold``."""
    result = []
    for match in _TOKEN.finditer(folded, start, end):
        text, stop = match.group(), match.end()
        possessive = False
        if text[-1] == "s":
            possessive = text.endswith("'s") and len(text) > 2
            if possessive:
                text, stop = text[:-2], stop - 2
            elif folded.startswith("' ", stop) and stop + 1 < end:
                possessive = True
        capital = text[0].isupper() or (
            ("-" in text or "'" in text) and _GLUED.match(text) is not None and not text.islower()
        )
        result.append(Word(match.start(), stop, text, text.lower(), capital, possessive))
    return result


def is_title_case(words: Sequence[Word]) -> bool:
    """Tell whether capitals in this sentence say nothing about names."""
    longer = [word for word in words if len(word.text) >= 3 and word.text[0].isalpha()]
    if len(longer) < 4:
        return bool(longer) and all(word.text.isupper() for word in longer) and len(words) > 3
    return all(word.capital or word.lower in SMALL_IN_TITLES for word in longer)


def find_runs(folded: str, words: Sequence[Word], *, sentence: int, table: Gazetteer) -> list[Run]:
    """Return the runs of one sentence, in order, none overlapping."""
    runs = []
    index = 0
    while index < len(words):
        if not _may_start(words[index], table):
            index += 1
            continue
        stop = _run_end(folded, words, index, table)
        initial = _is_initial(folded, words, index)
        run = _shape(folded, words, (index, stop), table)
        if run is not None:
            first = run.words[0] is words[index]
            runs.append(replace(run, sentence=sentence, initial=initial and first))
        index = stop
    return runs


def _may_start(word: Word, table: Gazetteer) -> bool:
    return word.capital and word.lower not in table.not_names and word.text != "A"


def _adjacent(folded: str, left: Word, right: Word, *, loose: bool = False) -> bool:
    """Tell whether only white space (``loose``: or a plural possessive) lies between."""
    gap = folded[left.end : right.start]
    if loose or (left.possessive and left.lower.endswith("s") and gap[:2] == "' "):
        gap = gap.lstrip("'")
    return gap.isspace() or (gap == "" and left.text.endswith("."))


def _run_end(folded: str, words: Sequence[Word], index: int, table: Gazetteer) -> int:
    """Return the index behind the last token of the run that begins at ``index``."""
    stop = index + 1
    while stop < len(words) and stop - index < 12:
        last, word = words[stop - 1], words[stop]
        if not _adjacent(folded, last, word):
            break
        if last.possessive and not _keeps_possessive(words, index, stop, table):
            break
        if word.capital:
            # An opener keeps no name behind it: "However Poe".
            if word.lower in table.not_names:
                break
            stop += 1
            continue
        reach = _connected(folded, words, index, stop, table)
        if not reach:
            break
        stop += reach
    return stop


def _keeps_possessive(words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell "King's College" and "St Mary's Hospital" from "Poe's Department"."""
    owner = words[index].lower
    plural = words[stop - 1].lower.endswith("s")
    heads = words[stop].lower in table.organisation_heads or words[stop].lower in table.place_heads
    if heads and plural and words[stop].lower in table.organisation_heads:
        return True  # "Dock Workers' Union"
    return heads and owner in {"king", "queen", "children", "women", "st", "st.", "people"}


def _connected(folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> int:
    """Return how many tokens a small word inside a name adds: "of", "van der"; 0 if it ends."""
    rest = words[stop : stop + 3]
    capital = next((i for i, word in enumerate(rest) if word.capital), 0)
    if not capital or not all(
        _adjacent(folded, words[i - 1], words[i]) for i in range(stop + 1, stop + capital + 1)
    ):
        return 0
    small = [word.lower for word in rest[:capital]]
    head = words[stop - 1].lower
    if all(word in PARTICLES for word in small):
        return capital + 1
    if words[stop + capital].lower in table.not_names:
        return 0
    for begin in range(index, stop):
        joined = fold_key(folded[words[begin].start : words[stop + capital].end])
        if joined in table.places or joined in table.organisations or joined in table.titles:
            return capital + 1
    if small[0] == "of" and set(small) <= {"of", "the"} and head in OF_HEADS:
        return capital + 1
    if small[0] == "for" and set(small) <= {"for", "the"} and head in FOR_HEADS:
        return capital + 1
    if small == ["and"] and _is_double(folded, words, index, stop, table=table):
        return capital + 1
    inside = {word.lower for word in words[index:stop]}
    return capital + 1 if small == ["and"] and "of" in inside and inside & FOR_HEADS else 0


def _is_double(
    folded: str, words: Sequence[Word], index: int, stop: int, *, table: Gazetteer
) -> bool:
    """Tell "the Grain and Bakery Workers' Union" from "the Kremlin and the White House"."""
    led = index > 0 and words[index - 1].lower == "the"
    own = fold_key(" ".join(word.text for word in words[index:stop]))
    known = own in table.places or own in table.organisations or words[index].text.isupper()
    if known or stop - index > 2 or not (led or words[index].lower == "the"):
        return False
    for at in range(stop + 2, min(stop + 6, len(words))):
        if not words[at].capital or not _adjacent(folded, words[at - 1], words[at], loose=True):
            return False
        if words[at].lower in table.organisation_heads:
            return True
    return False


def _is_initial(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell whether the capital at ``index`` may be there only because something begins."""
    if index == 0:
        return True
    gap = folded[words[index - 1].end : words[index].start]
    return any(char in gap for char in '":.!?\u2022') or gap.endswith("'") or "('" in gap


def _shape(
    folded: str, words: Sequence[Word], bounds: tuple[int, int], table: Gazetteer
) -> Run | None:
    """Cut openers and titles off the front; None if no name is left."""
    first, stop = bounds
    if _is_initial(folded, words, first):
        while first < stop and _is_opener(words, first, stop):
            first += 1
        if first < stop and not words[first].capital:
            return None
    if first + 1 < stop and words[first].text == "The":
        joined = fold_key(" ".join(word.text for word in words[first:stop]))
        first += joined not in table.places
    if first == stop:
        return None
    initial = _is_initial(folded, words, first)
    name = _title_end(words, first, stop, table=table, initial=initial)
    if name == stop:
        return None
    gender = table.titles.get(words[name - 1].lower, "") if name > first else ""
    role = " ".join(word.text for word in words[first:name]).lower()
    before = _neighbour(folded, words, first, -1)
    beside, role_gender = _role_before(folded, words, first, table) if name == first else ("", "")
    behind, apposed, behind_gender = _role_behind(folded, words, stop, table)
    return Run(
        sentence=0,
        words=tuple(words[name:stop]),
        role=role or beside or behind,
        gender=gender or role_gender or behind_gender,
        titled=name > first or bool(beside),
        initial=False,
        before=before,
        after=_neighbour(folded, words, stop - 1, 1),
        apposed=apposed,
    )


def _is_opener(words: Sequence[Word], first: int, stop: int) -> bool:
    lower = words[first].lower
    if lower in STOP_WORDS or lower in DETERMINERS:
        # "Will Smith", "May Brown" and "US" keep their first word.
        if words[first].text in {"US", "WHO"}:
            return False
        return lower not in {"will", "may", "mr", "mrs", "ms", "dr"} or stop - first == 1
    return lower in OPENERS and not words[first].text.isupper()


def _title_end(
    words: Sequence[Word], first: int, stop: int, *, table: Gazetteer, initial: bool
) -> int:
    """Return the index behind the titles at the front of a run ("U.S. Secretary of State")."""
    best = first
    for size in (4, 3, 2, 1):
        for begin in range(first, min(first + 4, stop)):
            if begin + size > stop:
                continue
            phrase = " ".join(word.lower for word in words[begin : begin + size])
            if phrase in table.titles and phrase not in {"us", "u.s."}:
                best = max(best, begin + size)
    tail = words[stop - 1].lower
    if best < stop and (tail in table.organisation_heads or tail in table.place_heads):
        # "Prime Minister Office", "Justice Department", "Prince Street" are no titled people.
        leading = words[first].lower in {"mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr."}
        return (
            best if leading or (stop - best >= 2 and words[best].lower in table.female) else first
        )
    if best == first and initial and stop - first > 2 and words[first].lower in table.roles:
        return first + 1  # "Farmer Jane Poe": the capital is the sentence's.
    if best == stop and stop - first > 1 and words[first].lower not in table.titles:
        return stop
    while best < stop and not words[best].capital:
        best += 1
    return best


def _neighbour(folded: str, words: Sequence[Word], index: int, step: int) -> str:
    other = index + step
    if not 0 <= other < len(words):
        return ""
    left, right = sorted((words[index], words[other]))
    return words[other].lower if _adjacent(folded, left, right) else ""


def _role_before(
    folded: str, words: Sequence[Word], first: int, table: Gazetteer
) -> tuple[str, str]:
    """Return lower-case role words directly before a name ("chief engineer Kofi Osei")."""
    begin = first
    apposed = first > 0 and folded[words[first - 1].end : words[first].start] == ", "
    if apposed and words[first - 1].lower in table.roles and not words[first - 1].capital:
        begin = first - 1
    while (
        begin > 0
        and first - begin < 3
        and not words[begin - 1].possessive
        and not words[begin - 1].capital
        and words[begin - 1].text.isalpha()
        and words[begin - 1].lower not in STOP_WORDS
        and not (words[begin - 1].lower.endswith("ed") or words[begin - 1].lower in PAST)
        and _adjacent(folded, words[begin - 1], words[begin])
        and (begin < first or words[begin - 1].lower in table.roles)
    ):
        begin -= 1
    if begin == first:
        return "", ""
    gender = table.roles.get(words[first - 1].lower, "")
    return " ".join(word.text for word in words[begin:first]), gender


def _role_behind(
    folded: str, words: Sequence[Word], stop: int, table: Gazetteer
) -> tuple[str, bool, str]:
    """Return role words after a comma (", the fire chief,"), whether any, and their gender."""
    last = words[stop - 1]
    if not folded.startswith(", ", last.end) or stop >= len(words) or last.possessive:
        return "", False, ""
    index = stop
    if words[index].text.isdigit() and 0 < len(words[index].text) < 3:
        return "", folded[words[index].end : words[index].end + 1] in ",.", ""
    if words[index].lower in DETERMINERS:
        index += 1
    begin = index
    while index < len(words) and index - begin < 5:
        word = words[index]
        owned = index > begin and words[index - 1].possessive
        if index > begin and not owned and not _adjacent(folded, words[index - 1], word):
            break
        if word.lower in STOP_WORDS:
            break
        following = words[index + 1].lower if index + 1 < len(words) else ""
        if word.lower in table.roles and following not in table.roles and not word.capital:
            # "the authority's engineer": the role is the engineer, not the owner.
            since = max((i + 1 for i in range(begin, index) if words[i].possessive), default=begin)
            role = " ".join(word.lower for word in words[since : index + 1])
            return role, True, table.roles[word.lower]
        index += 1
    return "", False, ""
