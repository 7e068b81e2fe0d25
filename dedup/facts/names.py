"""Persons, organisations and places, each under one key within an article.

Rules and the article's own evidence, no statistics: runs of capitals (``name_runs``), a
small gazetteer, titles and roles beside a name, brackets with an acronym, prepositions.
Priorities: one key per bearer ("Marco Rubio", "Rubio" and "Secretary Rubio" are one);
rather no name than the capital of a sentence's first word; a kind by the strongest
evidence, else the likelier one.

Known failures: two persons with one surname and no first name or title are told apart by
nearness only; a name seen once, first in its sentence and without evidence, is missed;
firms named like people that the gazetteer lacks become persons, places named only by a
capital become organisations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dedup.facts.gazetteer import Gazetteer, fold_key, gazetteer, word_set
from dedup.facts.name_capitals import month_surnames
from dedup.facts.name_kinds import Named, Resolver
from dedup.facts.name_plain import known_in
from dedup.facts.name_runs import Run, Word, find_runs, is_title_case, sentence_words
from dedup.facts.name_words import PRESS
from dedup.facts.offices import Role, bearer_of
from dedup.model import FactKind, Mention, NameSlots, ParsedArticle, Span
from dedup.text import STOP_WORDS, fold

# A dateline in the line itself: "PORT POE (Wire) — ", "PORT POE, June 3 — ".
_DATELINE = re.compile(r"(?P<place>[A-Z][A-Z .'-]{2,40}?)(?:,[^()\u2014\n]{1,30})?"
                       r"(?:\s?\([^()\n]{1,40}\))?\s?(?:\u2014|--|-)\s")  # fmt: skip

# What one does with a language; "in" is left to whole phrases.
_SPOKEN = word_set(
    "in speak speaks spoke speaking learn learns learned learning teach teaches taught fluent"
)
_CONTINENTS = word_set("africa asia europe")
# Whose adjective names a people of several countries, and seldom the land.
_LANDLESS = word_set("kurdistan")
# What the one paper of an article is called, and what papers call themselves.
_PAPERS = word_set("publication newspaper paper magazine")


@dataclass(frozen=True, slots=True)
class NameTable:
    """All names of an article.

    Args:
        named: In order of offset, none overlapping.
        names: Key → the longest printed form.
        kinds: Key → kind.
        genders: Key of a person → m, f or "".
        roles: Role phrases with their bearers.
        starts: Offsets of ``named``.
        words: Index of a content sentence → its tokens.
    """

    named: tuple[Named, ...]
    names: Mapping[str, str]
    kinds: Mapping[str, FactKind]
    genders: Mapping[str, str]
    roles: tuple[Role, ...]
    starts: tuple[int, ...]
    words: Mapping[int, tuple[Word, ...]]

    def within(self, start: int, end: int) -> tuple[Named, ...]:
        """Return the names that lie inside a range of offsets, in order."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return tuple(item for item in self.named[first:last] if item.end <= end)

    def ending(self, end: int) -> Named | None:
        """Return the name that ends at an offset."""
        last = bisect_left(self.starts, end) - 1
        return self.named[last] if last >= 0 and self.named[last].end == end else None

    def bearer(self, phrase: str) -> str | None:
        """Return the one key that bears a role ("mayor", "health secretary"), or None."""
        found = bearer_of(phrase, self.roles, gazetteer())
        if found is None and phrase in _PAPERS:
            papers = {item.key for item in self.named if item.key.rpartition(" ")[2] in PRESS}
            return papers.pop() if len(papers) == 1 else None
        return found


def find_names(parsed: ParsedArticle, table: NameTable | None = None) -> list[Mention]:
    """Find every person, organisation and place that the content sentences name.

    Args:
        parsed: The article with its sentences.
        table: Its names, if they are there already.

    Returns:
        Mentions in order of offset; the span is the printed name without titles.
    """
    known = table or name_table(parsed)
    return [
        Mention(
            parsed.article.id,
            item.sentence,
            item.kind,
            (Span(item.start, item.end),),
            NameSlots(
                key=item.key,
                name=known.names[item.key],
                role=item.role,
                relation=item.relation,
            ),
        )
        for item in known.named
    ]


def name_table(parsed: ParsedArticle) -> NameTable:
    """Collect the names of an article; one pass over its content sentences."""
    text = parsed.article.text
    folded = fold(text)
    table = gazetteer()
    runs: list[Run] = []
    lower_words: set[str] = set()
    plain: list[tuple[int, list[Word]]] = []
    tokens: dict[int, tuple[Word, ...]] = {}
    for sentence in parsed.content():
        words = sentence_words(folded, sentence.span.start, sentence.span.end)
        tokens[sentence.index] = tuple(words)
    surnames = month_surnames(tokens.values(), table)
    for sentence in parsed.content():
        words = list(tokens[sentence.index])
        if is_title_case(words) and not _is_entry(words, table):
            plain.append((sentence.index, words))
            continue
        lower_words.update(word.lower for word in words if not word.capital)
        dateline = _dateline(folded, sentence.span.start, sentence.span.end)
        if dateline is not None:
            words = [word for word in words if word.start >= dateline[1]]
            head = sentence_words(folded, sentence.span.start, dateline[0])
            runs.append(Run(sentence.index, tuple(head), "", "", False, False, "in", "", False))
            tail = sentence_words(folded, dateline[0], dateline[1])
            further = find_runs(folded, tail, sentence=sentence.index, table=table)
            runs.extend(run for run in further if run.key in table.places)
        runs.extend(
            find_runs(folded, words, sentence=sentence.index, table=table, surnames=surnames)
        )
    resolver = Resolver(runs, folded, lower_words, table)
    named = [item for run in resolver.runs for item in resolver.resolve(run)]
    for index, words in plain:
        named.extend(known_in(resolver, index, words))
    named.extend(_demonyms(tokens, named, table))
    return _finish(sorted(named, key=lambda item: item.start), resolver, text=text, tokens=tokens)


def _is_entry(words: Sequence[Word], table: Gazetteer) -> bool:
    """Tell "Jane Poe of Norby, 46, Harbour Court", the line of a list, from a heading."""
    aged = any(
        age.text.isdecimal()
        and 1 < len(age.text) < 3
        and before.lower in table.places
        and age.start - before.end == behind.start - age.end == len(", ")
        for before, age, behind in zip(words, words[1:], words[2:], strict=False)
    )
    return aged and table.is_given(words[0].lower) and "of" in [word.text for word in words[2:5]]


def _dateline(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return (end of place, end of dateline) if a sentence opens with "PORT POE (Wire) — "."""
    match = _DATELINE.match(folded, start, min(end, start + 120))
    if match is None or match.end() >= end:
        return None
    return match.end("place"), match.end()


def _finish(
    named: Sequence[Named],
    resolver: Resolver,
    *,
    text: str,
    tokens: Mapping[int, tuple[Word, ...]],
) -> NameTable:
    names: dict[str, str] = {}
    kinds: dict[str, FactKind] = {}
    kept: list[Named] = []
    last_end, last_sentence = 0, -1
    for item in named:
        if item.start < last_end:
            continue
        last_end = item.end
        first = item.sentence != last_sentence and item.kind != "place"
        following = text[item.end : item.end + 2]
        possessive = following[:1] in ("'", "\u2019") and following[1:2] in ("s", "S", " ")
        subject = first and item.subject and not possessive
        if subject:
            last_sentence = item.sentence
        kept.append(replace(item, subject=subject))
        kinds.setdefault(item.key, item.kind)
        printed = " ".join(text[item.start : item.end].replace("[", "").replace("]", "").split())
        if item.relation == "from" and resolver.table.demonyms.get(fold_key(printed)) == item.key:
            printed = resolver.long_names.get(item.key, item.key.title())
        known = names.get(item.key, "")
        slip = fold_key(known) in resolver.slips
        longer = len(printed) > len(known) and fold_key(printed) not in resolver.slips
        if not known or slip or longer:
            names[item.key] = printed
    return NameTable(
        named=tuple(kept),
        names=names,
        kinds=kinds,
        genders=resolver.genders,
        roles=tuple(dict.fromkeys(resolver.roles)),
        starts=tuple(item.start for item in kept),
        words=tokens,
    )


def _is_tongue(before: str, following: str) -> bool:
    """Tell the language of "he spoke in Poeish" and "learning Poeish" from a people."""
    spoken = before in _SPOKEN and (not following or following in STOP_WORDS)
    return spoken or following in ("language", "lessons", "translation")


def _is_of_double(words: Sequence[Word], number: int, table: Gazetteer) -> bool:
    """Tell the second half of "African Americans" and "Ostran American"."""
    before = words[number - 1] if number else None
    return (
        before is not None
        and before.capital
        and (before.lower in table.demonyms or before.lower == "african")
        and words[number].start - before.end == 1
    )


def _demonyms(
    tokens: Mapping[int, tuple[Word, ...]], named: Iterable[Named], table: Gazetteer
) -> list[Named]:
    """Return places meant by a demonym ("Salvadoran president"), outside other names."""
    taken = sorted((item.start, item.end) for item in named)
    found = []
    for sentence, words in tokens.items():
        for number, word in enumerate(words):
            following = words[number + 1].lower if number + 1 < len(words) else ""
            before = words[number - 1].lower if number else ""
            double = table.demonyms.get(f"{before} {word.lower}")  # "South Poeish"
            key = (double or table.demonyms.get(word.lower)) if word.capital else None
            if key is None or key in _LANDLESS or _is_tongue(before, following):
                continue
            if before == "native" and key == "united states":
                continue
            if key == "united states" and _is_of_double(words, number, table):
                continue
            if key in _CONTINENTS and following in ("american", "americans"):
                continue
            start = words[number - 1].start if double else word.start
            at = bisect_left(taken, (start, word.end))
            near = taken[max(0, at - 1) : at + 1]
            if not any(left < word.end and start < right for left, right in near):
                found.append(Named(start, word.end, sentence, "place", key, "", "from"))
    return found
