"""Noun phrases that name who speaks: "Poe", "the mayor", "officials in Norbank".

The head of a phrase goes before the names inside it, a name before a role, a role as
printed when nobody bears it. Roles are tied to a person when the article does so.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.calendar_words import MONTH_NAMES
from dedup.facts.cues import HEARER, cues
from dedup.facts.gazetteer import DETERMINERS, fold_key, gazetteer, word_set
from dedup.facts.name_kinds import Named
from dedup.facts.name_runs import Word
from dedup.facts.numbers import NUMBER_WORDS
from dedup.facts.people import LINKS, PEOPLE, is_human, is_plural, is_somebody
from dedup.facts.speech import (
    ALSO_NOUNS,
    DOCUMENTS,
    PRONOUNS,
    RECORDS,
    Clause,
    Speaker,
)
from dedup.facts.verbs import infinitive_words, is_finite, is_participle

_NOBODY = word_set("i we you there what whom nobody someone anyone everybody everyone")
STOPS = word_set(
    """that but as while when because after if where and or before since although though so than
    whether during until who whose which"""
)
_INVERTED_STOPS = word_set(
    """who whose which on in after as during when while at by yesterday late early last before
    since to speaking adding and but monday tuesday wednesday thursday friday saturday sunday if
    because"""
)
PREPOSITIONS = word_set(
    """of for at from in with on by to after during under near inside outside despite amid among
    over against about into through across around between before since"""
)
# A noun phrase with all that describes it is read this far; a longer one than the second
# figure is printed by its head alone.
PHRASE_WORDS, _ROLE_WORDS = 18, 8
# What a clause behind a noun goes on about: "something experts say".
_THINGS = word_set("something anything everything nothing what")
_AMOUNTS = word_set("nearly almost roughly approximately")
_AT_SERVICE = word_set(
    """aide aides adviser advisers advisor advisors assistant assistants envoy counsel deputy
    deputies strategist strategists consultant consultants emissary liaison"""
)
_PARTISANS = word_set("republican republicans democrat democrats member members mp mps")
_OF_RECORD = RECORDS | word_set("review version draft copy summary")
_SITES = word_set("website site blog newsletter")
_OFFICES = word_set(
    """editor president chairman chairwoman director head chief secretary professor mayor
    minister leader founder owner commissioner"""
)
# "director of public health Jane Poe": so many words stand before the name, "of" with them.
_FIELD_WORDS = 5
_STATIONS = word_set("television tv radio")
_KINDS_OF_STATION = word_set("state public local national")
_BESIDE = word_set(
    """alongside beside besides within without versus than rather here there today now then again
    also once upon onto toward towards like unlike plus except from another"""
)
# What closes a noun phrase and is no part of who speaks: "the consultation last July".
_TRAILING = word_set("online here there together today yesterday tonight now alike")
_COURTESY = word_set("mr mrs ms miss dr")
# Bodies of a state, parties and buildings are no companies or groups.
OFFICIAL = word_set(
    """house senate congress parliament court department ministry government police council
    commission bureau office administration pentagon labour conservatives democrats republicans
    democratic republican capitol palace stadium arena airport tower museum cathedral"""
)
_FIRMS = word_set(
    """company firm group airline bank lender charity carrier retailer manufacturer club agency
    broadcaster publisher operator union utility supplier"""
)


def single_phrase(clause: Clause, last: int, floor: int = 0) -> Speaker | None:
    """Return the noun phrase that ends at a word and begins at ``floor`` or later."""
    words = clause.words
    word = words[last]
    if word.lower in PRONOUNS:
        return Speaker("", word.lower, word.start)
    if word.lower in _NOBODY or word.possessive:
        return None
    named = clause.name_ending(last)
    begin = phrase_begin(clause, last, floor)
    if word.lower in _SITES and last > begin and words[last - 1].possessive:
        host = words[last - 1]
        known = clause.table.within(host.start, host.end)
        key = known[0].key if known else fold_key(host.text)
        return Speaker(key, "", host.start)
    if named is not None:
        begin = max(begin, _apart(clause, named))
    if named is not None and (_titled(clause, named) or _office_before(clause, named, begin)):
        return Speaker(named.key, "", named.start)
    recorded = _recorded(clause, begin, last)
    if recorded is not None:
        return recorded
    headed = _placed_person(clause, begin, named) or _headed(clause, begin, last, named)
    if headed is not None:
        return headed
    if named is not None:
        first = clause.first_word(named)
        owner = first - 1
        title = named.role.split()
        if title and owner >= 0 and words[owner].lower == title[-1]:
            owner -= len(title)  # the "of" in "Secretary of State" links nothing
        while owner > begin and words[owner].lower not in LINKS:
            owner -= 1
        if owner > begin and words[owner].lower in LINKS:
            head = clause.name_ending(owner - 1)
            if head is not None and (head.kind == "person" or named.kind == "place"):
                return Speaker(head.key, "", head.start)
            housed = _before_house(clause, begin, owner)
            if housed is not None:
                return housed
            if words[owner - 1].lower in DOCUMENTS:
                return Speaker(named.key, "", named.start)
            if _is_where(clause, owner, named):
                return _role(clause, begin, owner - 1)
            role = _role(clause, begin, last)
            if role is not None and is_human(words[owner - 1]):
                return role
        return Speaker(named.key, "", words[first].start)
    for index in range(begin, last):
        person = clause.name_ending(index)
        if person is not None and words[index + 1].lower in LINKS:
            if person.kind in ("person", "organisation"):
                return Speaker(person.key, "", person.start)
            break
    return _role(clause, begin, last)


def _placed_person(clause: Clause, begin: int, named: Named | None) -> Speaker | None:
    """Return Poe in "the Post's Jane Poe in the town of Norby said": where she is is aside.

    The first name of the phrase is hers, and a preposition stands right behind it.
    """
    words, stop = clause.words, clause.first_word(named) if named is not None else 0
    for at in range(begin, stop - 1):
        if words[at].lower in PREPOSITIONS:
            return None
        item = clause.name_ending(at)
        if item is not None and item.kind == "person" and not clause.broken(at + 1):
            linked = words[at + 1].lower in LINKS and clause.first_word(item) >= begin
            return Speaker(item.key, "", item.start) if linked else None
    return None


def _is_where(clause: Clause, link: int, named: Named) -> bool:
    """Tell "the joke in Norway", where Norway tells nothing, from "the president of Norway"."""
    head, bound = clause.words[link - 1], DETERMINERS | STOPS | PREPOSITIONS
    noun = not head.capital and head.lower not in bound and not is_finite(head.lower, "")
    inside = clause.words[link].lower in {"in", "at"} and clause.first_word(named) - link < 3
    return named.kind == "place" and inside and noun and not clause.broken(link)


def _before_house(clause: Clause, begin: int, of: int) -> Speaker | None:
    """Return Poe in "Jane Poe of Our Lady of Norby said": the name of a house has an "of"."""
    words, at = clause.words, of - 1
    while at > begin and words[at].capital and of - at < _ROLE_WORDS and not clause.broken(at):
        at -= 1
    if words[at].lower != "of" or at <= begin or of - at < 2:
        return None
    named = clause.name_ending(at - 1)
    person = named is not None and named.kind == "person"
    return Speaker(named.key, "", named.start) if named is not None and person else None


def _titled(clause: Clause, named: Named) -> bool:
    """Tell the title of a body before a name: "associate editor of the Daily Post Jane Poe"."""
    words, first = clause.words, clause.first_word(named)
    if named.kind != "person" or not first or clause.broken(first):
        return False
    at = first - 1
    while at > 0 and words[at].capital and not clause.broken(at):
        if words[at].lower in gazetteer().titles or is_human(words[at]):
            return False  # "chief of staff of Mayor Jane Poe"
        at -= 1
    n_words = first - 1 - at + (words[at].lower == "the")
    at -= words[at].lower == "the"
    return n_words > 1 and at > 0 and words[at].lower == "of" and words[at - 1].lower in _OFFICES


def _office_before(clause: Clause, named: Named, begin: int) -> bool:
    """Tell the office in "chief of staff Jane Poe" from "a friend of singer Jane Poe"."""
    words, first = clause.words, clause.first_word(named)
    for at in range(first - 1, max(0, first - _FIELD_WORDS), -1):
        if clause.broken(at + 1):
            return False
        if words[at].lower == "of":
            owned = any(word.lower in LINKS | {"to"} for word in words[begin : at - 1])
            free = begin < at < first - 1 and not owned and not clause.broken(at)
            return free and named.kind == "person" and words[at - 1].lower in _OFFICES
        bound = words[at].lower in PREPOSITIONS | STOPS | DETERMINERS or words[at].possessive
        if bound or not words[at].text.islower() or is_somebody(words[at].lower, capital=False):
            return False
    return False


def _recorded(clause: Clause, begin: int, last: int) -> Speaker | None:
    """Return the poll in "a poll released in May for the Poe campaign": it is what tells."""
    words = clause.words
    if words[begin].lower in PREPOSITIONS:
        return None
    for index in range(begin + 1, last + 1):
        word, head = words[index], words[index - 1]
        if word.lower not in PREPOSITIONS and not is_participle(word.lower):
            continue
        if head.lower in DETERMINERS:
            continue  # "the classified version of a report on Norby"
        if word.lower in {"from", "by"} or head.lower not in _OF_RECORD or head.possessive:
            return None
        while begin < index - 1 and words[begin].lower in DETERMINERS:
            begin += 1
        return _tied(clause, words[begin:index], definite=False)
    return None


def _apart(clause: Clause, named: Named) -> int:
    """Return where Mr. Poe begins in "the wall-building Mr. Poe said had stopped"."""
    words = clause.words
    first = clause.first_word(named) - 1
    if first < 1 or words[first].lower.rstrip(".") not in _COURTESY or clause.broken(first):
        return 0
    before = words[first - 1]
    bound = STOPS | PREPOSITIONS | DETERMINERS
    noun = not before.capital and before.lower not in bound and not is_human(before)
    return first if noun else 0


def phrase_begin(clause: Clause, last: int, floor: int) -> int:
    """Return where the noun phrase that ends at a word begins, its prepositions included."""
    words = clause.words
    begin = last
    while begin > floor and not clause.broken(begin) and last - begin < PHRASE_WORDS:
        before = words[begin - 1]
        if before.lower == "and" and begin > floor + 1 and _joins(words, begin - 1):
            begin -= 1
        elif begin == 1 and before.lower == "that" and not words[1].capital:
            return 0  # "That cable summed it up" opens with an article
        elif begin > 1 and before.lower == "that" and words[begin - 2].lower in LINKS:
            pass  # "the host of that event"
        elif before.lower in STOPS or _ends_clause(words, begin - 1):
            break
        elif before.lower in _THINGS and words[begin].lower not in PREPOSITIONS:
            break  # "something experts say"
        begin -= 1
    if begin < 2 or words[begin].capital or is_human(words[begin]):
        return begin
    return begin + infinitive_words([word.lower for word in words[begin - 2 : last + 1]])


def _ends_clause(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word is the finite verb of a clause before: it has a subject itself."""
    word = words[index]
    if index == 0 or word.capital or word.lower in cues() or "-" in word.text:
        return False
    if reduced(words, index):
        return False
    before = words[index - 1].lower
    return before not in STOPS | PREPOSITIONS and is_finite(word.lower, before)


def _joins(words: Sequence[Word], index: int) -> bool:
    """Tell "in and outside of Norbank" and "of Norbank and Dunmere" from "it fell and Poe"."""
    if index + 1 >= len(words):
        return False
    before, after = words[index - 1], words[index + 1]
    if before.lower in PREPOSITIONS and after.lower in PREPOSITIONS:
        return True
    if _describes(words, index):
        return True
    named = after.lower == "the" and index + 2 < len(words)
    follows = words[index + 2].capital if named else after.capital
    at = index - 1
    while at > 0 and (words[at].capital or words[at].lower in {"the", "both"}):
        at -= 1
    return before.capital and follows and words[at].lower in LINKS | {"to"}


def _describes(words: Sequence[Word], index: int) -> bool:
    """Tell whether "and" joins what describes one noun: "the bearded and tired men"."""
    before, after = words[index - 1], words[index + 1]
    if before.capital or after.capital or after.lower in DETERMINERS or is_human(before):
        return False
    article = index >= 2 and words[index - 2].lower in {"the", "a", "an", "these", "those"}
    return article and not is_human(after)


def reduced(words: Sequence[Word], index: int) -> bool:
    """Tell the participle of "men lost in a storm" from a finite verb."""
    following = words[index + 1].lower if index + 1 < len(words) else ""
    return is_human(words[index - 1]) and following in PREPOSITIONS


def _headed(clause: Clause, begin: int, last: int, named: Named | None) -> Speaker | None:
    """Return the head of "officials in Norbank", "an aide to Poe", "a clerk working in …"."""
    words = clause.words
    doing = words[begin].lower.endswith("ing") and words[min(begin + 1, last)].lower in DETERMINERS
    if doing or words[begin].lower in PREPOSITIONS:
        return None  # "describing a member of the board" and not "leading members of the board"
    for index in range(begin + 1, last + 1):
        word, head = words[index], words[index - 1]
        described = word.lower.endswith(("ing", "ed")) or reduced(words, index)
        opens = word.lower in LINKS | {"to", "on", "near"} or (described and not word.capital)
        human = is_human(head) or head.lower in _PARTISANS
        known = is_plural(head) or head.text.isupper() or head.lower in _PARTISANS
        if not opens or not human or head.lower in DOCUMENTS or (head.capital and not known):
            continue
        if word.lower in {"to", "on"} and head.lower not in _AT_SERVICE | _PARTISANS:
            continue
        if index == last and named is None:
            continue
        part = words[begin + 1].lower == "of"  # "one of the members in the House"
        while begin < index - 1 and words[begin].lower in DETERMINERS and not part:
            begin += 1
        stop = last if last - begin < _ROLE_WORDS else index - 1
        return _tied(clause, words[begin : stop + 1], definite=False)
    return None


def _role(clause: Clause, begin: int, last: int) -> Speaker | None:
    """Return the role phrase in ``words[begin:last + 1]`` ("spokeswoman for the port")."""
    words = clause.words
    size = words[last].text[0].isdigit() and "-" in words[last].text
    if size and not words[last].lower.endswith("old"):
        return None  # according to a 12-page "Report on the Harbour"
    start = None
    for index in range(last, begin - 1, -1):
        if words[index].lower in DETERMINERS and (index == begin or not _is_link(words, index - 1)):
            start = index
            break
    before = words[start - 1].lower if start else ""
    opens = before in _WHEN and is_human(words[last])  # "after the mayor was caught saying"
    aside = start is not None and before in _ASIDE and not opens
    if start is not None and aside and not clause.broken(start):
        return None  # "Tests carried out over the weekend revealed"
    definite = start is None or words[start].lower in {"the", "his", "her", "its", "their"}
    counted = max((at for at in range(begin + 1, last) if words[at].lower in _AMOUNTS), default=0)
    several = is_human(words[last]) and words[counted - 1].lower not in PREPOSITIONS
    if several and counted > (start or 0):
        start, definite = counted, False  # "his firm has served nearly 2,500 people"
    if start is None:
        start = begin
        if (
            words[last].lower not in DOCUMENTS
            and not _is_station(words, begin, last)
            and not is_human(words[last])
            and not any(
                words[i + 1].lower in LINKS and is_human(words[i]) for i in range(begin, last)
            )
        ):
            return _unknown_name(clause, last)
        if last - begin > 4:
            owner = clause.table.ending(words[last - 1].end) if words[last - 1].possessive else None
            # "Harbour Trust Managing Director Jane Poe's office"
            start = max(begin, clause.first_word(owner)) if owner is not None else last
    written = _writer(words, start, last)
    if written is not None:
        start, definite = written, True
    phrase = words[start : last + 1]
    while phrase and phrase[0].lower in DETERMINERS | LINKS:
        phrase = phrase[1:]
    if len(phrase) > 8 or any(
        word.lower in _NOT_IN_ROLE and not _is_link(phrase, at) for at, word in enumerate(phrase)
    ):
        return None
    if all(word.lower in _TRAILING for word in phrase):
        return None  # "Many online said"
    if any(
        word.lower in cues() and word.lower not in ALSO_NOUNS and not _qualifies(phrase, at)
        for at, word in enumerate(phrase[:-1])
    ):
        return None
    return _tied(clause, phrase, definite=definite)


def _qualifies(phrase: Sequence[Word], index: int) -> bool:
    """Tell the participle of "the written report" from a verb."""
    return is_participle(phrase[index].lower) and phrase[index + 1].lower in DOCUMENTS


def _is_station(words: Sequence[Word], begin: int, last: int) -> bool:
    """Tell "Norbian state television" from "a film on state television"."""
    inside = {word.lower for word in words[begin:last]}
    kind = last > begin and (words[last - 1].capital or words[last - 1].lower in _KINDS_OF_STATION)
    return words[last].lower in _STATIONS and kind and not inside & PREPOSITIONS


def _is_link(words: Sequence[Word], index: int) -> bool:
    """Tell what joins two halves of a role: "spokesman for", "source close to"."""
    lower = words[index].lower
    before = words[index - 1] if index > 0 else words[index]
    close = lower == "to" and before.lower == "close"
    inside = lower in {"inside", "within"} and (
        before.lower in {"source", "sources"} or is_human(before)
    )
    return lower in LINKS or close or inside


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
_WHEN = word_set("after before since")
_DATES = frozenset(MONTH_NAMES) | word_set("week month year night spring summer autumn fall winter")
_NOT_IN_ROLE = word_set("to that as than not been be was were is are has had have by it")


def _unknown_name(clause: Clause, last: int) -> Speaker | None:
    """Take "Norbank" in "Norbank said" even if nothing else shows that it is a name."""
    word = clause.words[last]
    if not word.capital or not word.text.isalpha() or word.lower.endswith("ing"):
        return None
    if word.lower in PREPOSITIONS | STOPS | NUMBER_WORDS or word.lower in MONTH_NAMES:
        return None
    if last and not clause.broken(last) and not clause.words[last - 1].capital:
        return None
    return Speaker(fold_key(word.text), "", word.start)


def _untimed(phrase: Sequence[Word]) -> Sequence[Word]:
    """Drop where and when somebody was from "the commander here together"."""
    while len(phrase) > 1 and phrase[-1].lower in _TRAILING:
        phrase = phrase[:-1]
    if len(phrase) > 2 and phrase[-2].lower == "last" and phrase[-1].lower in _DATES:
        return phrase[:-2]
    return phrase


def _tied(clause: Clause, phrase: Sequence[Word], *, definite: bool) -> Speaker:
    """Tie a role phrase to its bearer if the article names one."""
    for index in range(1, len(phrase)):
        if phrase[index].lower in LINKS:
            break
        if clause.folded[phrase[index - 1].end] == "-":
            camp = phrase[-1].lower
            if camp in _SITES or (camp in PEOPLE and camp.endswith("s")):  # "Norby-led states"
                named = clause.name_ending(clause.index_at(phrase[index - 1].start))
                begin = named.start if named is not None else phrase[index - 1].start
                phrase = [word for word in phrase if word.start >= begin]
                definite = False
                break
            phrase = phrase[index:]  # "UN-backed government"
            break
    phrase = _untimed(phrase)
    start = phrase[0].start
    last = phrase[-1]
    key = fold_key(clause.folded[start : last.end])
    head = []
    for word in phrase:
        if word.lower in LINKS:
            break
        head.append(word.lower)
    if definite:
        bearer = clause.table.bearer(" ".join(head))
        if bearer is None and head and head[-1] in _FIRMS:
            bodies = {n.key for n in clause.table.named
                      if n.kind == "organisation" and n.start < start}  # fmt: skip
            bearer = bodies.pop() if len(bodies) == 1 else None
            if bearer is not None and OFFICIAL & set(bearer.split(" ")):
                bearer = None
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
        if lower.endswith("ing") and last > first + 1 and is_human(words[last - 1]):
            break  # "the doctor treating the boy"
        last += 1
    last -= 1
    if last < first:
        return None
    for index in range(first, last + 1):
        item = clause.name_starting(index)
        if item is None or item.kind == "place":
            continue
        head = index  # "a friend of singer Jane Poe"
        while head > first and is_somebody(words[head - 1].lower, capital=False):
            head -= 1
        linked = (
            head > first
            and words[head - 1].lower in LINKS | {"the"}
            and any(word.lower in LINKS for word in words[first:index])
        )
        if linked or _owns(clause, item):
            break
        return _bearer_behind(clause, item, last) or Speaker(item.key, "", item.start)
    return _apposed_behind(clause, first, last) or single_phrase(clause, last, first)


def _apposed_behind(clause: Clause, first: int, last: int) -> Speaker | None:
    """Return Poe in "said a union leader, Poe." and not in "According to police, Poe left"."""
    words = clause.words
    if last + 1 >= len(words) or "," not in clause.gap(last + 1):
        return None
    role = " ".join(word.lower for word in words[first : last + 1])
    if not is_somebody(role, capital=False):
        return None
    named = clause.name_starting(last + 1) or (
        clause.name_starting(last + 2) if last + 2 < len(words) else None
    )
    if named is None or named.kind != "person":
        return None
    behind = clause.index_at(named.end)
    # A name that goes on into a verb is the subject of what the role tells.
    closed = behind >= len(words) or clause.gap(behind).lstrip()[:1] in {",", ";", '"', ")"}
    if not closed or _goes_on(clause, behind):
        return None
    return Speaker(named.key, "", named.start)


def _goes_on(clause: Clause, behind: int) -> bool:
    """Tell "According to the judge, Poe, 24, stole it": the verb is Poe's behind his age."""
    words, after = clause.words, behind + 1
    if after >= len(words) or not words[behind].text.isdigit() or "," not in clause.gap(after):
        return False
    return not words[after].capital and is_finite(words[after].lower, "")


def _bearer_behind(clause: Clause, item: Named, last: int) -> Speaker | None:
    """Return Poe in "said Norbank Radio commentator Jason Poe"."""
    words = clause.words
    index = clause.index_at(item.end)
    role = index
    while index <= last and clause.name_starting(index) is None and index - role < _FIELD_WORDS:
        if words[index].lower in (PREPOSITIONS - {"of"}) | DETERMINERS:
            return None
        index += 1
    named = clause.name_starting(index) if role < index <= last else None
    if named is None or named.kind != "person":
        return None
    office = _office_before(clause, named, clause.first_word(item))
    if not office and any(word.lower == "of" for word in words[role:index]):
        return None
    # "says Poe subordinate Mia Lowe": an unknown noun between a surname and a full name.
    full = clause.index_at(named.end) - index > 1 and item.kind == "person"
    if (
        not office
        and not is_human(words[index - 1])
        and not (full and index == role + 1 and _is_bare_noun(words[role]))
    ):
        return None
    return Speaker(named.key, "", named.start)


def _is_bare_noun(word: Word) -> bool:
    """Tell a noun, known or not, from what else can stand between two names."""
    lower = word.lower
    other = lower in PREPOSITIONS | STOPS | DETERMINERS | _BESIDE or lower in cues()
    verb = is_finite(lower, "") or is_participle(lower)
    return word.text.islower() and word.text.isalpha() and len(lower) > 3 and not (
        other or verb or lower.endswith(("ly", "ing", "s")))  # fmt: skip


def _owns(clause: Clause, item: Named) -> bool:
    index = clause.first_word(item)
    while index < len(clause.words) and clause.words[index].end < item.end:
        index += 1
    return index < len(clause.words) and clause.words[index].possessive
