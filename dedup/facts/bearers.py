"""Which of several bearers a surname alone means.

A report gives the surname to the person it is about: whoever has gone by it so far, or was
named last. Wives, sons and the like, named for the sake of another, keep their first name or
"Mrs."; so does a "Jr." beside the one he is called after.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from dedup.facts.first_names import is_of_other_sex, whole_first
from dedup.facts.gazetteer import gazetteer, word_set
from dedup.facts.name_runs import Run
from dedup.facts.name_words import HONORIFICS, JUNIORS, REGNAL

KIN = word_set(
    """wife husband son daughter sister brother mother father widow widower girlfriend boyfriend
    fiancee fiance nephew niece cousin uncle aunt spouse grandson granddaughter grandmother
    grandfather stepson stepdaughter"""
)
# "Ana Poe, daughter of the miner Tom Poe": the second is named to say who the first is.
_KIN_OF = re.compile(rf",? (?:the )?(?:[a-z]+ ){{0,3}}(?:{'|'.join(sorted(KIN))}) of [\w ,'-]*")
_KIN_REACH = 140
# "Poe's old father called": he is named at most so many sentences behind.
_KIN_BEHIND = re.compile(rf"'s? (?:[a-z-]+ ){{0,2}}(?:{'|'.join(sorted(KIN))}|parents)\b")
_KIN_SENTENCES = 2
# "First lady Ana Poe", "who is married to Ana Poe".
_KIN_BEFORE = re.compile(
    r"\b(?:(?:[Ff]irst|[Ss]econd) (?:[Ll]ady|[Dd]aughter|[Ss]on|[Gg]entleman)"
    r"|(?:married|marriage|wed|engaged) to),? $"
)
_KIN_BEFORE_REACH = 24
# "The younger Mr. Poe": two go by the surname, whoever was named last.
_OF_TWO = re.compile(r"\b[Tt]he (?:younger|elder|older) (?:M(?:r|s|rs)\.? )?([A-Z][\w'-]+)")
# One of kin named in full as often, and oftener than the rest, is whom the report is about.
_OWN = 3
# As often a surname alone was somebody's, it stays theirs.
_SETTLED = 3
# As often it stands alone before its only bearer is named by the way, it is somebody else's.
_OTHERS = 2


class Bearers:
    """What an article tells of those who bear one surname.

    Args:
        runs: All runs of the article, in order.
        folded: Its text through ``text.fold``.
    """

    def __init__(self, runs: Sequence[Run], folded: str) -> None:
        # "Tom Poe Jr." → "poe-jr", where the surname alone is another's.
        self.juniors: dict[str, str] = {}
        # "Poe Jr." → the key of Tom Poe Jr., or his own.
        self.short_juniors: dict[str, str] = {}
        # Surnames whose bearer is never named in full.
        self._others: set[str] = set()
        self._named: Counter[str] = Counter()
        self._folded = folded
        # "lar poe" → the keys of those whose longer name it ends, and their first words.
        self._longer: dict[str, dict[str, str]] = defaultdict(dict)
        self._printed = Counter(run.key for run in runs)
        self._kin: set[str] = set()
        self._asides: set[str] = set()
        self._borne: Counter[str] = Counter()
        self._beside: set[int] = set()
        self._related: set[int] = set()
        self._shared = {match[1].lower() for match in _OF_TWO.finditer(folded)}
        full: dict[str, list[Run]] = defaultdict(list)
        bare: dict[str, list[Run]] = defaultdict(list)
        # "Poe Jr." and, before an apostrophe, "Poe Jr".
        shorts = [run for run in runs if _is_short_junior(run)]
        called = {run.words[0].lower for run in shorts}
        for run in runs:
            if not _is_short_junior(run):
                (full if len(run.words) > 1 else bare)[_surname(run)].append(run)
        for left, right in pairwise(runs):
            if len(left.words) == 1 and folded[left.end : right.start] == " and ":
                self._beside.add(right.start)  # "Tom and Ana Poe"
        self._full = full.keys()
        for surname, named in full.items():
            for left, right in pairwise(named):
                gap = folded[left.end : min(right.start, left.end + _KIN_REACH)]
                # "Mayor Oren Poe, 61, and Ana Poe": the first, if he is the Mayor Poe of before.
                joined = folded.startswith(" and ", right.start - len(" and "))
                joined = joined and _goes_by(bare.get(surname, ()), left.start)
                if left.sentence == right.sentence and (joined or _KIN_OF.fullmatch(gap)):
                    self._beside.add(right.start)
            self._part(surname, named, bare.get(surname, ()), short=surname in called)
            self._related.update(_named_as_kin(named, bare.get(surname, ()), folded))
        for run in shorts:
            surname = run.words[0].lower
            self._name_junior(run, full.get(surname, ()), bare.get(surname, ()))
        firsts = {_first(run) for named in full.values() for run in named}
        for first in firsts & bare.keys() - full.keys():
            if any(run.titled and run.role.rpartition(" ")[2] in REGNAL for run in bare[first]):
                self._others.add(first)

    def _part(
        self, surname: str, named: Sequence[Run], bare: Sequence[Run], *, short: bool
    ) -> None:
        """Note a surname that is nobody's of those named in full, and a "Jr." told apart."""
        juniors = [run for run in named if _is_junior(run)]
        plain = {_first(run) for run in named if not _is_junior(run)}
        before = [run for run in bare if run.start < named[0].start]
        titled = any(run.titled for run in before)
        by_the_way = not any(run.titled or run.apposed for run in juniors)
        alone = not plain and titled and len(before) >= _OTHERS and by_the_way
        alone = alone or (short and bool(juniors) and _is_apart(named, bare))
        self._part_namesakes(surname, named)
        for run in juniors:
            if alone or _first(run) in plain:
                self.juniors[run.key] = f"{surname}-{run.words[-1].lower.rstrip('.')}"
        one = len({_first(run) for run in named}) == 1
        office = any(run.titled and run.role not in HONORIFICS for run in bare)
        by_kin = one and self._is_kin(named[0]) and (titled or office or len(before) >= _OTHERS)
        sexes = {run.gender for run in before if run.gender and run.role in HONORIFICS}
        by_sex = len(sexes) == 1 and _are_of_other_sex(named, *sexes)
        if alone or by_kin or by_sex:
            self._others.add(surname)

    def _name_junior(self, run: Run, named: Sequence[Run], bare: Sequence[Run]) -> None:
        """Note the key of "Poe Jr.": his who is so in full, or his own beside another Poe."""
        firsts = {whole_first(_first(one)) for one in named if _is_junior(one)}
        initial = f" {firsts.pop()[0]}" if len(firsts) == 1 else ""
        apart = _is_apart(named, bare) or any(not _is_junior(one) for one in named)
        suffix = f"-{run.words[-1].lower.rstrip('.')}" if apart else ""
        if apart or initial:
            self.short_juniors[run.key] = f"{run.words[0].lower}{suffix}{initial}"

    def _part_namesakes(self, surname: str, named: Sequence[Run]) -> None:
        """Part "his brother, Juan Antonio Poe" from Juan Orlando Poe: all but a middle name."""
        middles = {(_first(run), run.words[1].lower) for run in named if _has_middle(run)}
        for run in named:
            if _has_middle(run) and self._is_kin(run):
                middle = run.words[1].lower
                if {other for first, other in middles if first == _first(run)} - {middle}:
                    self.juniors[run.key] = f"{surname}-{middle}"

    def note(self, run: Run, key: str) -> None:
        """Note under which key a run in full goes."""
        self._named[key] += 1
        words = [word.lower for word in run.words]
        surname = key.rpartition(" ")[0]
        if len(words) == 1 and surname not in self._full and self._is_kin(run):
            self._others.add(surname)  # "President Poe's wife Ana"
        for begin in range(1, len(words) - 1):
            self._longer[" ".join(words[begin:])].setdefault(key, words[0])
        if self._is_kin(run):
            self._kin.add(key)
        if run.start in self._beside:
            self._asides.add(key)

    def bear(self, key: str) -> None:
        """Note that somebody goes by the surname alone."""
        self._borne[key] += 1

    def is_other(self, surname: str) -> bool:
        """Tell whether a surname alone is nobody's whom the article names in full."""
        return surname in self._others

    def likely(self, surname: str, keys: Sequence[str]) -> set[str]:
        """Return those of several keys that may go by a surname alone."""
        double = self._double(surname, keys)
        if double is not None:
            return {double}
        own = {key for key in keys if key.rpartition(" ")[0] == surname}
        if len(own) < 2 or surname in self._shared:
            return set(keys)
        rest = {key for key in own if key not in self._asides or self._named[key] > 1} or own
        rest = {key for key in rest if key not in self._kin or self._is_told_of(key, own)} or rest
        settled = [key for key in rest if self._borne[key] >= _SETTLED]
        if len(settled) == 1 and sum(self._borne[key] > 0 for key in rest) == 1:
            return set(settled)
        return rest

    def _double(self, surname: str, keys: Sequence[str]) -> str | None:
        """Return Ana Lar Poe for "Lar Poe", if that is a surname of two words."""
        longer = {key: first for key, first in self._longer.get(surname, {}).items() if key in keys}
        given = gazetteer().is_given
        if len(longer) != 1 or given(surname.partition(" ")[0]):
            return None
        [(key, first)] = longer.items()
        # Words that run on before a name are no first name: "Agree Lar Poe".
        return key if given(first) or self._printed[surname] >= _SETTLED else None

    def _is_kin(self, run: Run) -> bool:
        """Tell whether a run names somebody for the sake of another."""
        words = run.role.split()
        if words and (words[-1] in KIN or words[0].rstrip(".") == "mrs"):
            return True
        if run.start in self._related:
            return True
        begin = max(0, run.start - _KIN_BEFORE_REACH)
        return _KIN_BEFORE.search(self._folded, begin, run.start) is not None

    def _is_told_of(self, key: str, own: set[str]) -> bool:
        """Tell a son whom the report itself is about from one named for another's sake."""
        n_named = self._named[key]
        return n_named >= _OWN and all(n_named > self._named[one] for one in own - {key})


def _surname(run: Run) -> str:
    words = [word.lower for word in run.words]
    return words[-2] if len(words) > 2 and words[-1] in JUNIORS else words[-1]


def _first(run: Run) -> str:
    return run.words[0].lower


def _named_as_kin(named: Sequence[Run], bare: Sequence[Run], folded: str) -> set[int]:
    """Return where Tom Poe stands in "Poe's father called. It was late, Tom Poe said"."""
    found = set()
    firsts: set[str] = set()
    for run in named:
        near = [
            one
            for one in bare
            if one.start < run.start and run.sentence - one.sentence <= _KIN_SENTENCES
        ]
        new = _first(run) not in firsts
        if new and firsts and any(_KIN_BEHIND.match(folded, one.end) for one in near):
            found.add(run.start)
        firsts.add(_first(run))
    return found


def _goes_by(bare: Sequence[Run], stop: int) -> bool:
    """Tell whether a surname stands alone before an offset, under an office once at least."""
    return any(run.start < stop and run.titled and run.role not in HONORIFICS for run in bare)


def _are_of_other_sex(named: Sequence[Run], sex: str) -> bool:
    """Tell whether nobody named in full is of a sex; "Norby Post Poe" is nobody's name."""
    given = gazetteer().is_given
    firsts = {_first(run) for run in named if run.titled or given(_first(run))}
    return bool(firsts) and all(is_of_other_sex(first, sex) for first in firsts)


def _has_middle(run: Run) -> bool:
    """Tell a spelled-out second name between the first and the surname."""
    return len(run.words) > 2 and not _is_junior(run) and len(run.words[1].text.rstrip(".")) > 1


def _is_short_junior(run: Run) -> bool:
    """Tell "Poe Jr." from "Tom Jr."."""
    words = [word.lower for word in run.words]
    return len(words) == 2 and words[1] in JUNIORS and not gazetteer().is_given(words[0])


def _is_apart(named: Sequence[Run], bare: Sequence[Run]) -> bool:
    """Tell whether the surname of "Poe Jr." is another's alone: "President Poe", or Poe before."""
    first = named[0].start if named else -1
    office = any(run.titled and run.role not in HONORIFICS for run in bare)
    return all(map(_is_junior, named)) and (office or any(run.start < first for run in bare))


def _is_junior(run: Run) -> bool:
    return len(run.words) > 2 and run.words[-1].lower in JUNIORS
