"""Names of a part: which words they are, which are one, and which an article never prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dedup.checking.finding import Finding
from dedup.checking.near import Near
from dedup.checking.offices import OFFICES
from dedup.checking.reading import Reading, Target
from dedup.checking.utterances import as_article
from dedup.checking.words import Word, read_words, shown
from dedup.facts.gazetteer import gazetteer
from dedup.facts.names import name_table
from dedup.lexicon import related
from dedup.text import WORD

# Short names that stand for longer ones of other letters.
_SHORT_NAMES = frozenset("us us. u.s. uk uk. eu eu. un un.".split())
# A part of a name of two letters ("LA") says too little to be another one.
_INITIAL = 2
# Share of a part's other words that a sentence holds before another name in it takes the place of
# one that the article never prints (of 320 claims on 32 articles it calls four contradicted, three
# of them rightly, and the fourth was not found before).
_IN_PLACE = 0.6
# The same before it is no support that the article never prints the name (own choice: of edited
# summaries and reports of earnings calls .5 refuses six false ones more than .7, and no true one;
# of 83 true claims on articles one).
_BESIDE = 0.5
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

    Counts only beside a sentence that holds half of the part otherwise: elsewhere a
    name may be told by what it is ("the author" for "Poe"). Where that sentence prints
    another name of the kind, which the part lacks, it excludes the part.
    """
    runs = [[w for w in run if w.name or _is_place(w)] for run in name_runs(part.words)]
    missing = [run for run in runs if _absent(run, target)]
    absent = [w for run in missing for w in run]
    if not absent:
        return []
    rest = [w for w in part.words if w.tells and w not in absent]
    held = [(_share(rest, each, target), each) for each in near]
    share, best = max(held, key=lambda item: (item[0], -item[1].reading.index), default=(0.0, None))
    if best is None:
        return []
    # A country goes without saying where a town of it is named, and a town lies in a country.
    table = gazetteer()
    placed = shown(absent) in table.demonyms or any(_is_place(w) for w in absent)
    plain = len(missing) == 1 and not placed
    other = _another(part, absent, best, target) if plain else ""
    if other and share >= _IN_PLACE:
        words = f"{shown(absent)} / {other}"
        return [Finding("another name stands there", words, share, best.reading.index, typed=True)]
    if share >= _BESIDE:
        return [Finding("name not found", shown(absent), 0.0, -1, typed=False)]
    return []


def _share(words: Sequence[Word], near: Near, target: Target) -> float:
    """Return the share of some words, by rarity, that a sentence prints, [0, 1]."""
    weight = target.space.weight
    given = {w.stem for w in near.reading.words}
    total = sum(weight(w.stem) for w in words)
    held = sum(weight(w.stem) for w in words if w.stem in given)
    return round(held / total, 6) if total else 0.0


def _another(part: Reading, absent: Sequence[Word], near: Near, target: Target) -> str:
    """Return a name of a sentence that a part lacks, of the kind of the part's absent one."""
    ours = name_table(as_article(part.text)).named
    places = {w.start for w in absent}
    kinds = {n.kind for n in ours if any(n.start <= at < n.end for at in places)} - {"place"}
    span = target.article.sentences[near.reading.index].span
    claimed = {w.stem for w in part.words}
    for named in target.names.within(span.start, span.end):
        printed = target.article.article.text[named.start : named.end]
        stems = {w.stem for w in read_words(printed)}
        demonym = printed.lower() in gazetteer().demonyms
        if named.kind in kinds and not demonym and not stems & claimed:
            return printed
    return ""


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
