"""Who speaks: the reporting verb beside some words and the person or body it belongs to.

A clause is read from its reporting verb outwards: the noun phrase before it ("the
mayor told reporters"), or behind it ("said a spokeswoman for the port"), with names
from the article's name table. Roles are tied to a person when the article does so.
Priorities: no speaker rather than a wrong one; a name before a role; a role as printed
when nobody bears it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dedup.facts.cues import AUXILIARY, BE, HEARER, HYPOTHETICAL, NOT_BEFORE_TO, Cue, cues
from dedup.facts.gazetteer import DETERMINERS, fold_key, gazetteer, word_set
from dedup.facts.name_kinds import Named
from dedup.facts.name_runs import Word
from dedup.facts.names import NameTable

# No clause is read further than this many words from where it is looked for: keeps sentences
# of any length linear, and no reporting clause of the labelled table is longer.
REACH = 80
PRONOUNS = word_set("he she they it")
_NOBODY = word_set("i we you there what nobody someone anyone everybody everyone")
_LINKS = word_set("of for at from in with")
_STOPS = word_set(
    """that but as while when because after if where and or before since although though so than
    whether during until who whose which"""
)
_INVERTED_STOPS = word_set(
    """who whose which on in after as during when while at by yesterday late early last before
    since to speaking adding and but monday tuesday wednesday thursday friday saturday sunday
    if because"""
)
DOCUMENTS = word_set(
    """statement report study letter email e-mail message note memo post document filing lawsuit
    tweet notice release indictment ruling paper leaflet text review survey bulletin
    announcement documents records papers figures data"""
)
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = word_set(
    """january february march april may june july august september october november december jan
    feb aug sept oct nov dec"""
)
_FIRMS = word_set(
    """company firm group airline bank lender charity carrier retailer manufacturer club agency
    broadcaster publisher operator union utility supplier"""
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as far as the clause itself tells.

    Args:
        key: Name key or folded role phrase; "" for a pronoun.
        pronoun: he, she, they, it, or "".
        start: Where the noun phrase begins.
    """

    key: str
    pronoun: str
    start: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one sentence outside its quotes, with the names among them."""

    folded: str
    words: tuple[Word, ...]
    table: NameTable

    def gap(self, index: int) -> str:
        """Return the text between a word and the one before it."""
        if index <= 0 or index >= len(self.words):
            return ""
        word = self.words[index - 1]
        end = word.end + (2 if word.possessive and self.folded[word.end : word.end + 2] == "'s"
                          else 0)  # fmt: skip
        return self.folded[end : self.words[index].start]

    def broken(self, index: int) -> bool:
        """Tell whether anything but a space or what belongs to a figure lies before a word."""
        gap = self.gap(index)
        return index <= 0 or bool(gap not in {".", ","} and gap.strip(" \t\n$\u00a3\u20ac"))

    def name_ending(self, index: int) -> Named | None:
        """Return the name whose last word is this one."""
        word = self.words[index]
        for item in self.table.within(max(0, word.start - 120), word.end):
            if item.end == word.end and not self.words[index].possessive:
                return item
        return None

    def name_starting(self, index: int) -> Named | None:
        """Return the name whose first word is this one."""
        start = self.words[index].start
        found = self.table.within(start, start + 160)
        return found[0] if found and found[0].start == start else None

    def index_at(self, offset: int) -> int:
        """Return the index of the first word at or behind an offset."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def first_word(self, item: Named) -> int:
        """Return the index of the first word of a name."""
        return self.index_at(item.start)


def cue_at(clause: Clause, index: int) -> Cue | None:
    """Return the reporting verb at a word, unless it is a noun or passive there."""
    word = clause.words[index]
    cue = cues().get(word.lower)
    if cue is None or word.possessive or (word.capital and not word.text.isupper() and index):
        return None
    before = clause.words[index - 1].lower if index and not clause.broken(index) else ""
    if before in DETERMINERS or before in {"of", "for", "no", "by", "with"}:
        return None
    if before in BE and cue.past and not cue.participle:
        return None
    following = clause.words[index + 1].lower if index + 1 < len(clause.words) else ""
    if following == "to" and cue.lemma in NOT_BEFORE_TO:
        return None
    if following == "by" and cue.past:
        return None  # "the talks described by Poe"
    if following == "of" and not cue.past and cue.lemma not in {"warn", "speak", "complain"}:
        return None  # "chants of", "claims of"
    if not cue.past and not cue.participle and following in BE | {"have", "has", "will", "can"}:
        return None
    # "the report said": a base form or third person behind an adjective or noun is a noun.
    if not cue.past and not cue.participle and word.lower == cue.lemma and cue.lemma in _ALSO_NOUNS:
        plural = before.endswith("s") or before in PRONOUNS or before in {"police", "people", "to"}
        return cue if plural else None
    if word.lower == cue.lemma + "s" and cue.lemma in _ALSO_NOUNS and before in cues():
        return None  # "rejected claims that"
    if before == "to" and word.lower == cue.lemma and not _went_on(clause, index):
        return None
    return cue


_ALSO_NOUNS = word_set(
    """report claim post call charge comment note state warn promise demand vow hint signal
    answer label brand term fear attack blame estimate dispute offer reference tweet cry
    pledge boast counter quip joke sigh reply reject praise welcome mean fear want forecast
    charge read propose"""
)


def _went_on(clause: Clause, index: int) -> bool:
    """Tell "went on to say" from "wanted to say"."""
    return index >= 3 and [w.lower for w in clause.words[index - 3 : index - 1]] in (
        ["went", "on"], ["goes", "on"],
    )  # fmt: skip


def is_hypothetical(clause: Clause, index: int) -> bool:
    """Tell whether nobody has said it yet: "might say", "if someone says"."""
    near = [word.lower for word in clause.words[max(0, index - 6) : index]]
    # "… that he would stay, confirmed on Tuesday that": a verb of its own.
    if not clause.broken(index) and any(word in HYPOTHETICAL for word in near[-2:]):
        return True
    cue = cues().get(clause.words[index].lower)
    if cue is not None and not cue.past and {"if", "unless"} & set(near):
        begin = index - 1
        while begin > 0 and clause.words[begin].lower not in {"if", "unless"}:
            if clause.broken(begin):
                break
            begin -= 1
        if clause.words[begin].lower in {"if", "unless"}:
            return True  # "If police say the road is safe, …"
    vague = {"someone", "anyone", "you", "somebody", "anybody", "people", "i", "we"}
    return "if" in near and bool(vague & set(near[near.index("if") :]))


def subject_before(clause: Clause, verb: int) -> Speaker | None:
    """Return whose verb this is, read from the words before it."""
    last = verb - 1
    if last >= 1 and clause.words[verb].lower == "saying" and clause.words[last].lower == "as":
        last = last - 1  # was quoted as saying
        while last >= 0 and (
            clause.words[last].lower in BE | AUXILIARY | {"quoted", "cited", "reported"}
        ):
            last -= 1
    if _went_on(clause, verb):
        last = verb - 4
    while last >= 0 and _is_adverb(clause.words[last]) and last > 0:
        last -= 1
    if last >= 0 and "," in clause.gap(last + 1):
        return _before_apposition(clause, last)
    last = _before_date(clause, last)
    if last < 0:
        return None
    if clause.words[last].lower in {"and", "but", "or"}:
        return None
    if clause.words[last].lower in {"who", "which"}:
        last -= 1
        return None if last < 0 else _phrase_ending(clause, last)
    if clause.broken(last + 1):
        return None
    return _phrase_ending(clause, last)


def _before_date(clause: Clause, last: int) -> int:
    """Step over the date in "Poe on Monday said" and "Poe on July 20 said"."""
    words = clause.words
    first = last
    if last > 0 and words[last].lower in _WEEKDAYS:
        first = last - 1
    elif last > 1 and words[last].text.isdigit() and words[last - 1].lower in _MONTHS:
        first = last - 2
    if first == last:
        return last
    if first > 0 and words[first].lower in {"on", "late", "early"}:
        first -= 1
    return first


def _is_adverb(word: Word) -> bool:
    lower = word.lower
    if word.capital:
        return False
    return lower in AUXILIARY or (lower.endswith("ly") and lower not in {"family", "assembly"})


def _before_apposition(clause: Clause, last: int) -> Speaker | None:
    """Read "Poe, the mayor, said" and "The engineer, Teodora Vahl, said"."""
    begin = last
    while begin > 0 and not clause.broken(begin):
        begin -= 1
    inner = clause.name_ending(last)
    groups = 0
    at = begin
    while at > 0 and groups < 4 and "," in clause.gap(at):
        head = clause.name_ending(at - 1)
        start = at - 1
        while start > 0 and not clause.broken(start):
            start -= 1
        # "Poe, of Norbank, said": what a preposition opens is no subject.
        aside = clause.words[start].lower in _LINKS and start > 0
        if head is not None and head.kind == "person" and not aside:
            return _phrase_ending(clause, at - 1)
        if inner is not None and inner.kind == "person" and clause.first_word(inner) <= begin + 4:
            return Speaker(inner.key, "", inner.start)
        phrase = None if aside else _phrase_ending(clause, _before_date(clause, at - 1))
        if phrase is not None:
            return phrase
        at = start
        groups += 1
    return None


def _phrase_ending(clause: Clause, last: int, floor: int = 0) -> Speaker | None:
    """Return the noun phrase that ends at a word and begins at ``floor`` or later."""
    words = clause.words
    word = words[last]
    if word.lower in PRONOUNS:
        return Speaker("", word.lower, word.start)
    if word.lower in _NOBODY or word.possessive:
        return None
    begin = last
    while begin > floor and not clause.broken(begin) and words[begin - 1].lower not in _STOPS:
        begin -= 1
        if last - begin > 14:
            break
    named = clause.name_ending(last)
    if named is not None:
        first = clause.first_word(named)
        owner = first - 1
        title = named.role.split()
        if title and owner >= 0 and words[owner].lower == title[-1]:
            owner -= len(title)  # the "of" in "Secretary of State" links nothing
        while owner > begin and words[owner].lower not in _LINKS:
            owner -= 1
        if owner > begin and words[owner].lower in _LINKS:
            head = clause.name_ending(owner - 1)
            if head is not None and head.kind == "person":
                return Speaker(head.key, "", head.start)
            if words[owner - 1].lower in DOCUMENTS:
                return Speaker(named.key, "", named.start)
            role = _role(clause, begin, last)
            if role is not None and _is_human(words[owner - 1]):
                return role
        return Speaker(named.key, "", words[first].start)
    for index in range(begin, last):
        person = clause.name_ending(index)
        if person is not None and words[index + 1].lower in _LINKS:
            if person.kind in ("person", "organisation"):
                return Speaker(person.key, "", person.start)
            break
    return _role(clause, begin, last)


def _is_human(word: Word) -> bool:
    table = gazetteer()
    lower = word.lower
    return lower in table.roles or lower in table.groups or lower.rstrip("s") in table.roles


def _role(clause: Clause, begin: int, last: int) -> Speaker | None:
    """Return the role phrase in ``words[begin:last + 1]`` ("spokeswoman for the port")."""
    words = clause.words
    start = None
    for index in range(last, begin - 1, -1):
        if words[index].lower in DETERMINERS and (index == begin or not _is_link(words, index - 1)):
            start = index
            break
    if start is not None and start and words[start - 1].lower in _ASIDE:
        return None  # "Tests carried out over the weekend revealed"
    definite = start is None or words[start].lower in {"the", "his", "her", "its", "their"}
    if start is None:
        start = begin
        if (
            words[last].lower not in DOCUMENTS
            and not _is_human(words[last])
            and not any(
                words[i + 1].lower in _LINKS and _is_human(words[i]) for i in range(begin, last)
            )
        ):
            return _unknown_name(clause, last)
        if last - begin > 4:
            start = last
    written = _writer(words, start, last)
    if written is not None:
        start, definite = written, True
    phrase = words[start : last + 1]
    while phrase and phrase[0].lower in DETERMINERS | {"with"}:
        phrase = phrase[1:]
    if len(phrase) > 8 or any(
        word.lower in _NOT_IN_ROLE and not _is_link(phrase, at) for at, word in enumerate(phrase)
    ):
        return None
    if not phrase or any(
        word.lower in cues() and word.lower not in _ALSO_NOUNS for word in phrase[:-1]
    ):
        return None
    return _tied(clause, phrase, definite=definite)


def _is_link(words: Sequence[Word], index: int) -> bool:
    """Tell what joins two halves of a role: "spokesman for", "source close to"."""
    lower = words[index].lower
    close = lower == "to" and index > 0 and words[index - 1].lower == "close"
    return lower in _LINKS or close


def _writer(words: Sequence[Word], start: int, last: int) -> int | None:
    """Return where the author begins in "a statement from the trust"."""
    for index in range(start, last):
        if words[index].lower in {"from", "by"}:
            return index + 1 if index > start and words[index - 1].lower in DOCUMENTS else None
    return None


# What a noun phrase behind one of these does: it tells when or where, not who.
_ASIDE = word_set(
    """over after during on since before under against about into through near outside inside
    across around between among throughout"""
)
_NOT_IN_ROLE = word_set("to that as than not been be was were is are has had have by it")


def _unknown_name(clause: Clause, last: int) -> Speaker | None:
    """Take "Norbank" in "Norbank said" even if nothing else shows that it is a name."""
    word = clause.words[last]
    if not word.capital or not word.text.isalpha() or word.lower.endswith("ing"):
        return None
    if last and not clause.broken(last) and not clause.words[last - 1].capital:
        return None
    return Speaker(fold_key(word.text), "", word.start)


def _tied(clause: Clause, phrase: Sequence[Word], *, definite: bool) -> Speaker:
    """Tie a role phrase to its bearer if the article names one."""
    start = phrase[0].start
    last = phrase[-1]
    key = fold_key(clause.folded[start : last.end])
    head = []
    for word in phrase:
        if word.lower in _LINKS:
            break
        head.append(word.lower)
    if definite:
        bearer = clause.table.bearer(" ".join(head))
        if bearer is None and head and head[-1] in _FIRMS:
            bodies = {n.key for n in clause.table.named
                      if n.kind == "organisation" and n.start < start}  # fmt: skip
            bearer = bodies.pop() if len(bodies) == 1 else None
        if bearer is not None:
            return Speaker(bearer, "", start)
    return Speaker(key, "", start)


def subject_after(clause: Clause, verb: int) -> Speaker | None:
    """Return whose verb this is, read from the words behind it ("said Poe")."""
    words = clause.words
    if words[verb].lower in HEARER:
        return None
    return phrase_from(clause, verb + 1)


def phrase_from(clause: Clause, first: int) -> Speaker | None:
    """Return the noun phrase that begins at a word ("Poe, the mayor", "a spokesman for …")."""
    words = clause.words
    if first >= len(words) or (clause.broken(first) and first > 0 and "," in clause.gap(first)):
        return None
    if words[first].lower in PRONOUNS:
        return Speaker("", words[first].lower, words[first].start)
    last = first
    while last < len(words) and last - first < 14:
        lower = words[last].lower
        if (last > first and clause.broken(last)) or (lower in _INVERTED_STOPS):
            break
        if lower in cues() and last > first and not words[last].capital and lower != "report":
            break
        if lower.endswith("ing") and last > first + 1 and _is_human(words[last - 1]):
            break  # "the doctor treating the boy"
        last += 1
    last -= 1
    if last < first:
        return None
    for index in range(first, last + 1):
        item = clause.name_starting(index)
        if item is None or item.kind == "place":
            continue
        linked = (
            index > first
            and words[index - 1].lower in _LINKS | {"the"}
            and any(word.lower in _LINKS for word in words[first:index])
        )
        if linked or _owns(clause, item):
            break
        return Speaker(item.key, "", item.start)
    if last + 1 < len(words) and "," in clause.gap(last + 1):
        item = clause.name_starting(last + 1) or (
            clause.name_starting(last + 2) if last + 2 < len(words) else None
        )
        if item is not None and item.kind == "person":
            return Speaker(item.key, "", item.start)
    return _phrase_ending(clause, last, first)


def _owns(clause: Clause, item: Named) -> bool:
    index = clause.first_word(item)
    while index < len(clause.words) and clause.words[index].end < item.end:
        index += 1
    return index < len(clause.words) and clause.words[index].possessive
