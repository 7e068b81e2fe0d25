"""Runs of capitalised words: what may be a name, before we know what it names.

One pass over the tokens of each sentence. A run is a stretch of capitalised words with
the small words that names carry inside ("van der Berg", "Bank of England"); the title in
front of it ("U.S. Secretary of State") and the role beside it (", the mayor") are cut off
and kept. A capital that is only there because a sentence begins is marked, not believed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from dedup.facts.gazetteer import DETERMINERS, Gazetteer, fold_key, word_set
from dedup.facts.name_capitals import (
    is_address,
    is_bare_may,
    is_calendar_name,
    is_in_title,
    is_number_ten,
    is_numero,
    is_ordinal,
    is_show,
    is_versus,
    surface_key,
)
from dedup.facts.name_ends import (
    NO_STARTS,
    is_body_or_place,
    is_dated,
    is_known,
    is_small,
    run_end,
)
from dedup.facts.name_links import (
    is_ship,
)
from dedup.facts.name_titles import (
    adjacent,
    is_given,
    led_name,
    office_end,
    role_before,
    role_behind,
    title_end,
)
from dedup.facts.name_words import (
    COMPOUND_ENDS,
    NAME_STARTS,
    OPENERS,
    PARTICLES,
    PATRONYMIC,
    PEOPLES,
    PREFIXES,
    QUESTIONS,
    SMALL_IN_TITLES,
)
from dedup.lexicon import related
from dedup.text import STOP_WORDS, stem, strip_accents

# A word, an initial or dotted abbreviation, or a shortened title. Each alternative is a plain
# repetition over disjoint character classes, so that matching stays linear.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){1,6}(?![^\W_])"
    r"|(?:Mrs?|Ms|Drs?|St|Gens?|Sens?|Reps?|Govs?|Lts?|Cols?|Ky|Md|Capt|Sgts?|Cpl|Pfc|Profs?|Revs?|Frs?|Det|Supt"
    r"|Insp|Cllr|Mt|Ft|Maj|Adm|Inc|Corp|Co|Ltd|Jr|Sr|Dept|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Kan|Mass|Mich|Minn|Mont|Neb|Nev"
    r"|Okla|Ore|Pa|Tenn|Va|Vt|Wash|Wisc?|Wyo)\.(?=[ ,;:)]|$)"
    r"|(?:Ga|Ill|Ind|La|Miss|Mo|Tex)\.(?=[,;:)]|$)"
    r"|[^\W_]+(?:['&-][^\W_]+)*|&"
)
# Words shouted ("voting YES"), and small ones that a slip gave a capital.
_SHOUTED = word_set("yes no not never always false true millions billions more less")
# Prepositions that a quotation or a bracket begins with ("(Unlike the Poes)").
_BEGINNING = word_set("across along amid among beyond despite inside outside unlike within without")
_INTERJECTIONS = word_set("well now look okay sure listen oh hey wow")
# "Obituary: Jane Poe"
_LABELS = word_set(
    """obituary profile timeline analysis opinion graphic coverage index video photos gallery
    explainer factbox watch editorial live updated breaking"""
)
# Words with a capital that a name has one of at most.
_IN_CLAUSE = (
    STOP_WORDS
    - PARTICLES
    - word_set("of and the for in on a an us who may will up against out off")
)
_FEWEST_SMALL = 2
_TITLE_SMALL = word_set("and or to for in on at by as with from into over but after")
_SLIPS = STOP_WORDS - word_set("us who it may will can")
_LONG_TAIL = 5
# So many words behind a place stands, at most, whose place it is.
_ROLE_REACH = 3
# "US President Poe" has so few letters before it.
_LETTERED = 3
_COURTESY = word_set("mr mrs ms mr. mrs. ms.")
# "Jane diPoe"
_INNER = re.compile(r"(?:di|de|du|la|le|van|mc)[A-Z][a-z]{2,}")
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
        enclosed: It stands alone between quotation marks.
        in_title: It is part of a title between quotation marks.
        ship: A ship bears it.
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
    enclosed: bool = False
    in_title: bool = False
    ship: bool = False

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
        return surface_key(self.words)


def sentence_words(folded: str, start: int, end: int) -> list[Word]:
    """Return the tokens of ``folded[start:end]``; ``folded`` went through ``text.fold``."""
    result = []
    for match in _TOKEN.finditer(folded, start, end):
        text, stop = match.group(), match.end()
        possessive = False
        if "-" in text and text[0].isupper():
            owner, _, tail = text.rpartition("-")
            # "Ostran-U.S.", not "D-N.Y."
            dotted = len(tail) == 1 < len(owner) and folded.startswith(".", stop)
            if (
                dotted
                or tail in COMPOUND_ENDS
                or (match.start() > start and _is_describer(owner, tail))
            ):
                text, stop = owner, match.start() + len(owner)  # "Norby-based"
        if text[-1] in "sS":
            possessive = text.endswith(("'s", "'S")) and len(text) > 2
            if possessive:
                text, stop = text[:-2], stop - 2
            elif folded.startswith("' ", stop) and stop + 1 < end:
                possessive = True
        # "the Independent-turned-Republican" names nobody
        glued = ("-" in text or "'" in text) and _GLUED.match(text) is not None
        capital = (
            (text[0].isupper() and "-turned-" not in text)
            or (glued and not text.islower())
            or _INNER.fullmatch(text) is not None
        )
        lower = strip_accents(text).lower()
        result.append(Word(match.start(), stop, text, lower, capital, possessive))
    return result


def _is_describer(owner: str, tail: str) -> bool:
    """Tell what describes somebody ("Norby-supporting", "Norby-friendly") from a given name."""
    if not tail.islower() or len(tail) < _LONG_TAIL or owner.lower() in PARTICLES | PREFIXES:
        return False
    # "Norby-friendly", not "Vice-president"
    common = bool(related(stem(tail))) and not related(stem(owner.lower()))
    return common or tail.endswith(("ing", "ed"))


def is_title_case(words: Sequence[Word]) -> bool:
    """Tell whether capitals in this sentence say nothing about names."""
    longer = [word for word in words if len(word.text) >= 3 and word.text[0].isalpha()]
    if len(longer) < 4:
        return bool(longer) and all(word.text.isupper() for word in longer) and len(words) > 3
    return all(word.capital or word.lower in SMALL_IN_TITLES for word in longer)


def find_runs(
    folded: str,
    words: Sequence[Word],
    *,
    sentence: int,
    table: Gazetteer,
    surnames: Collection[str] = (),
) -> list[Run]:
    """Return the runs of one sentence, in order, none overlapping.

    Args:
        folded: The article's text through ``text.fold``.
        words: The sentence's tokens.
        sentence: Its index.
        table: The shipped table of names.
        surnames: Those of the article that are months ("May").
    """
    runs = []
    index = 0
    while index < len(words):
        ordinal = is_ordinal(folded, words, index)
        # "al Norba"
        ordinal = ordinal or (words[index].text == "al" and is_known(folded, words, index, table))
        ordinal = ordinal or _is_patronymic(folded, words, index)
        if not words[index].capital and not ordinal:
            index += 1
            continue
        if is_number_ten(folded, words, index):
            office = Run(
                sentence, tuple(words[index : index + 2]), "", "", False, False, "", "", False
            )
            runs.append(office)
            index += 2
            continue
        if is_show(folded, words, index):
            index = run_end(folded, words, index + 1, table)
            continue
        if (
            is_numero(folded, words, index)
            or is_address(folded, words[index], table)
            or not (
                ordinal
                or _may_start(words[index], table)
                or is_bare_may(words, index, surnames)
                or is_calendar_name(folded, words, index, table)
                or is_known(folded, words, index, table)
            )
        ):
            index += 1
            continue
        stop = run_end(folded, words, index, table)
        if any(is_versus(folded, words, at) for at in range(index + 1, stop)):
            if runs and folded[runs[-1].end : words[index].start] == "'s ":
                runs.pop()  # "Poe's Tides v. Norby"
            index = stop
            continue  # a case in court names neither party
        behind = stop
        stop = _before_clause(words, index, stop, table)
        if stop == index:
            index = behind
            continue
        initial = _is_initial(folded, words, index)
        run = _shape(folded, words, (index, stop), table)
        if run is not None:
            first = run.words[0] is words[index]
            closed = folded[run.end : run.end + 2].lstrip(".!?")[:1]
            marked = folded[max(0, words[index].start - 1)] in "\"'" and (
                closed in ('"', "'") and not run.words[-1].possessive
            )
            enclosed = marked and stop - index > 1
            run = replace(run, sentence=sentence, initial=initial and first, enclosed=enclosed)
            runs.append(replace(run, in_title=not enclosed and is_in_title(folded, run)))
        index = behind
    return runs


def _is_patronymic(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell the small word that "bin Norby" begins with."""
    pair = words[index : index + 2]
    return (
        pair[0].text in PATRONYMIC
        and len(pair) == 2
        and pair[1].capital
        and adjacent(folded, *pair)
    )


def _before_clause(words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> int:
    """Return where a name ends before a clause in title case; ``index`` if none is there.

    "Jane Poe Left By All To Whom She Wrote, and cries"; "Sen. Jane Poe Joins Quist And Larch".
    """
    verb = _title_verb(words, index, stop, table)
    if verb:
        return verb
    small = [word.text.istitle() and word.lower in _IN_CLAUSE for word in words[index + 1 : stop]]
    if sum(small) < _FEWEST_SMALL:
        return stop
    named = is_given(words[index], table) and not small[0]
    return index + 2 if named else index


def _title_verb(words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> int:
    """Return where the verb of a clause in title case stands behind a full name; 0 if nowhere.

    A small word with a capital stands behind it, which no name of a person has inside.
    """
    named = (table.places, table.organisations, table.organisation_heads, table.place_heads)
    for at in range(index + 2, stop - 2):
        verb, small = words[at].lower, words[at + 1 : stop - 1]
        if (
            verb.endswith(("s", "ed"))
            and related(stem(verb))
            and not any(verb in names for names in named)
            and is_given(words[at - 2], table)
            and len(words[at - 1].text) > 2
            and any(word.text.istitle() and word.lower in _TITLE_SMALL for word in small)
        ):
            return at
    return 0


def _may_start(word: Word, table: Gazetteer) -> bool:
    named = word.capital and word.lower not in table.not_names and word.text not in NO_STARTS
    return named and not is_dated(word)


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
    # Titles of other pages may run on without a mark: "Jane Poe dies How Norby is ruled".
    if _is_initial(folded, words, first) or words[first].text in QUESTIONS:
        while (
            first < stop
            and _is_opener(words, first, stop, table)
            and not is_known(folded, words, first, table)
        ):
            first += 1
        if first < stop and not (words[first].capital or words[first].text in PATRONYMIC):
            return None
    while stop - first > 1 and is_small(words[first]):
        first += 1
    first += _is_led_on(folded, words, first, stop, table)
    first += _is_of_office(words, first, stop, table)
    if stop - first == 1 and _is_no_name(folded, words[first], table):
        return None
    if first + 1 < stop and words[first].text == "The":
        joined = fold_key(" ".join(word.text for word in words[first:stop]))
        first += joined not in table.places
    if first == stop:
        return None
    initial = _is_initial(folded, words, first)
    ship = is_ship(folded, words, first, table)
    if words[first].lower in PEOPLES and is_known(folded, words, first + 1, table):
        first += 1  # "the first Hispanic Supreme Court judge"
    name = first if ship else title_end(words, first, stop, table=table, initial=initial)
    name = name if ship else office_end(words, name, stop, table)
    if name == stop:
        return None
    gender = table.titles.get(words[name - 1].lower, "") if name > first else ""
    role = " ".join(word.text for word in words[first:name]).lower()
    if name == first and not ship:
        name = led_name(words, first, stop, table)
        title = words[name - 1].lower
        if name > first and (title in table.titles or title in table.roles):
            role = " ".join(word.text for word in words[first:name]).lower()
    before = _neighbour(folded, words, first, -1)
    beside, role_gender = (
        role_before(folded, words, first, stop, table) if name == first else ("", "")
    )
    if beside and stop - first == 1 and _is_land_of_role(folded, words, stop, table):
        beside, role_gender = "", ""
    behind, apposed, behind_gender = role_behind(folded, words, first, stop, table)
    return Run(
        sentence=0,
        words=tuple(words[name:stop]),
        role=role or beside or behind,
        gender=gender or role_gender or behind_gender,
        titled=name > first or (bool(beside) and not ship),
        initial=False,
        before=before,
        after=_neighbour(folded, words, stop - 1, 1),
        apposed=apposed and not ship,
        ship=ship,
    )


def _is_led_on(folded: str, words: Sequence[Word], first: int, stop: int, table: Gazetteer) -> bool:
    """Tell a first word that is no part of the name: "Given Mr. Poe's age", "NORBY President Poe".

    Nobody's title stands before "Mr."; a place in capitals is a dateline's, without its dash.
    """
    if stop - first < 2 or not _is_initial(folded, words, first):
        return False
    lower, following = words[first].lower, words[first + 1]
    if following.lower in _COURTESY:
        return not (lower in table.titles or lower in table.roles)
    dateline = first == 0 and lower in table.places
    dateline = dateline and words[first].text.isupper() and words[first].text.isalpha()
    dateline = dateline and len(lower) > _LETTERED
    return dateline and following.text.istitle() and following.lower in table.titles


def _is_land_of_role(folded: str, words: Sequence[Word], stop: int, table: Gazetteer) -> bool:
    """Tell the place of "a veteran Norby trial lawyer" from whom a role stands before."""
    if words[stop - 1].lower not in table.places or words[stop - 1].possessive:
        return False
    for at in range(stop, min(stop + _ROLE_REACH, len(words))):
        word = words[at]
        if word.capital or word.lower in STOP_WORDS or not adjacent(folded, words[at - 1], word):
            return False
        if word.lower in table.roles:
            return True
    return False


def _is_of_office(words: Sequence[Word], first: int, stop: int, table: Gazetteer) -> bool:
    """Tell "State" of "then-Secretary of State Jane Poe" from the name behind it."""
    office = [word.lower for word in words[max(0, first - 2) : first]]
    return (
        stop - first > 1
        and len(office) == 2
        and office[0].endswith("-secretary")
        and office[1] == "of"
        and is_given(words[first + 1], table)
    )


def _is_no_name(folded: str, word: Word, table: Gazetteer) -> bool:
    """Tell a function word or an adverb whose capital is a slip's or a shout's."""
    slip = word.text.istitle() and word.lower in _SLIPS
    if slip or word.lower in DETERMINERS | _SHOUTED | _BEGINNING:
        return True
    if folded.startswith(": ", word.end) and word.lower in _LABELS:
        return True
    # "the Quietly-run House"
    if not folded.startswith((",", "-"), word.end) or word.lower in table.places:
        return False
    adverb = word.lower.endswith("ly") and bool(related(stem(word.lower)))
    return word.lower in _INTERJECTIONS or (adverb and not is_given(word, table))


def _is_opener(words: Sequence[Word], first: int, stop: int, table: Gazetteer) -> bool:
    lower = words[first].lower
    if lower.endswith("-year-old"):
        return True
    if lower in STOP_WORDS or lower in DETERMINERS:
        # "Will Smith", "May Brown" and "US" keep their first word.
        if words[first].text in {"US", "WHO"} or (stop - first == 1 and lower in table.not_names):
            return False  # of months none stands alone here but a surname
        if lower in {"will", "may"} and is_body_or_place(words[first + 1 : stop], table):
            return True  # "Will Norbatek pay?"
        return lower not in {"will", "may", "mr", "mrs", "ms", "dr"} or stop - first == 1
    if lower in NAME_STARTS and _begins_name(words[first:stop], table):
        return False
    return lower in OPENERS and not words[first].text.isupper()


def _begins_name(words: Sequence[Word], table: Gazetteer) -> bool:
    """Tell "New York", "New York Times reporters" and "National Dockers League" from "New Poe"."""
    tail = words[-1].lower
    if len(words) > 1 and (tail in table.organisation_heads or tail in table.place_heads):
        return True
    if any(left.lower in table.organisation_heads and right.text == "of"
           for left, right in pairwise(words)):  # fmt: skip
        return True  # "National Association of Dock Owners"
    keys = (surface_key(words[:size]) for size in range(2, len(words) + 1))
    return any(key in table.places or key in table.organisations for key in keys)


def _neighbour(folded: str, words: Sequence[Word], index: int, step: int) -> str:
    other = index + step
    if not 0 <= other < len(words):
        return ""
    pair = [word.lower for word in words[other : other + 2]] if step > 0 else []
    if pair in (["and", "his"], ["and", "her"]):
        return "and his"
    if step > 0 and words[index].possessive:
        return "'s " + words[other].lower
    left, right = sorted((words[index], words[other]))
    return words[other].lower if adjacent(folded, left, right) else ""
