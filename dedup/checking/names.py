"""Names of a part: which words they are, which are one, and which an article never prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dedup.checking.finding import Finding
from dedup.checking.near import RENDERS, Near
from dedup.checking.offices import OFFICES
from dedup.checking.reading import Reading, Target
from dedup.checking.words import Word, shown
from dedup.facts.gazetteer import gazetteer
from dedup.lexicon import related
from dedup.text import WORD

# Short names that stand for longer ones of other letters.
_SHORT_NAMES = frozenset("us us. u.s. uk uk. eu eu. un un.".split())
# A part of a name of two letters ("LA") says too little to be another one.
_INITIAL = 2
# Letters that two spellings of a name share (own choice: "Wolverton", "Woolverton").
_ONE_SPELLING = 0.85


def one_name(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Tell whether two names may be one: an acronym, a demonym, a short form."""
    initials = "".join(w.low[0] for w in left), "".join(w.low[0] for w in right)
    plain = {w.low.replace(".", "") for w in left}, {w.low.replace(".", "") for w in right}
    return (
        initials[0] in plain[1]
        or initials[1] in plain[0]
        or any(a[:4] == b[:4] or _misspelt(a, b) for a in plain[0] for b in plain[1])
        or bool(_SHORT_NAMES & (plain[0] | plain[1]))
        or min(map(len, plain[0] | plain[1])) <= _INITIAL
    )


def _misspelt(left: str, right: str) -> bool:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(left, right) >= _ONE_SPELLING


def name_runs(words: Sequence[Word]) -> list[list[Word]]:
    """Return the runs of words printed as names; a first word only before another of them."""
    runs: list[list[Word]] = []
    last = -2
    for place, word in enumerate(words):
        named = (word.name or place == 0) and word.tells and word.stem not in OFFICES
        if named and not word.low[0].isdigit():
            if place == last + 1:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = place
    return runs


def names_absent(part: Reading, near: Sequence[Near], target: Target) -> list[Finding]:
    """Return the names of a part that the article never prints, in any form.

    Counts only beside a sentence that renders the part otherwise: elsewhere a
    name may be told by what it is ("the author" for "Poe").
    """
    runs = [[w for w in run if w.name or _is_place(w)] for run in name_runs(part.words)]
    absent = [w for run in runs if _absent(run, target) for w in run]
    if not absent:
        return []
    weight = target.space.weight
    rest = [w for w in part.words if w.tells and w not in absent]
    total = sum(weight(w.stem) for w in rest)
    for each in near:
        given = {w.stem for w in each.reading.words}
        held = sum(weight(w.stem) for w in rest if w.stem in given)
        if total and round(held / total, 6) >= RENDERS:
            return [Finding("name not found", shown(absent), 0.0, -1, typed=False)]
    return []


def _absent(run: Sequence[Word], target: Target) -> bool:
    """Tell whether an article prints no word of a name, or no form of a well-known one."""
    if not any(_known(word, target) for word in run):
        return True
    table, name = gazetteer(), shown(run)
    for forms in (table.organisations, table.places):
        if len(run) > 1 and name in forms:
            same = [form for form, of in forms.items() if of == forms[name]]
            return not any(target.prints(_as_printed(form)) for form in same)
    return False


@cache
def _as_printed(name: str) -> re.Pattern[str]:
    words = r"\W+".join(map(re.escape, WORD.findall(name)))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _is_place(word: Word) -> bool:
    """Tell whether a word names a place or its people wherever it stands ("Spain")."""
    table = gazetteer()
    return word.low in table.places or word.low in table.demonyms


def _known(word: Word, target: Target) -> bool:
    """Tell whether an article prints a name, a form of it or a word for it."""
    plain = word.low.replace(".", "")
    known = target.stems
    return (
        word.stem in known
        or len(plain) <= 3
        or bool(related(word.stem) & known)
        or any(s[:4] == word.stem[:4] for s in known)
    )
