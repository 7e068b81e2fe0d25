"""What the words beside a name or a pronoun tell of whom a clause is about, and who answers."""

from __future__ import annotations

from dedup.facts.cues import BE
from dedup.facts.gazetteer import DETERMINERS, gazetteer, word_set
from dedup.facts.name_kinds import Named
from dedup.facts.participles import OBJECTS
from dedup.facts.people import is_somebody
from dedup.facts.phrases import PREPOSITIONS, STOPS, subject_after
from dedup.facts.speech import PRONOUNS, REACH, Clause, Speaker, cue_at
from dedup.facts.subjects import subject_before
from dedup.facts.verbs import AUXILIARIES, is_finite

_ASKING = word_set("asked asks pressed questioned")
# "When Sen. Ana Poe of Norby, the chair, asked": so many words at most from name to verb.
_ASKING_WORDS = 6
# "Asked Moe if he would": the words of a question, not of a plea.
_QUESTION = word_set("if whether about why how what when where who which")
# "He has long since told": what stands between a pronoun and its verb.
_BEFORE_VERB = AUXILIARIES | word_set("also later then once even long since often never just")
# What a court, a board or a paper does to somebody, of whom it tells.
_MEETING = word_set(
    """accused warned urged told asked ordered sued fined charged convicted acquitted suspended
    fired dismissed sacked criticised criticized condemned praised blamed cleared indicted
    arrested sentenced censured rebuked subpoenaed summoned elected appointed"""
)
# "Poe questioned Moe about messages in which he": who is asked about them wrote them.
_QUESTIONING = word_set("questioned asked pressed grilled quizzed confronted challenged")
_REPLYING = word_set("replied replies answered answers responded responds")
_SAYING = word_set("said says")
_TELLING = word_set("that whether")
# What opens a clause with a subject of its own.
SUBORDINATORS = word_set("when after before while as since until once because although though if")
# "Norbian national security adviser Poe" has at most so many words before the name.
_TITLE_WORDS = 6
# "Poe, a senior Norby Republican on the board, who"
_APPOSED_WORDS = 10
# "It is believed": nobody says who believes it.
_IMPERSONAL = word_set(
    """believed thought understood alleged said reported claimed estimated expected feared hoped
    rumoured rumored suspected assumed known suggested argued agreed"""
)
_IMPERSONAL_WORDS = 5
# "It was not clear what", "it remains unlikely that".
_JUDGED = word_set(
    """clear unclear likely unlikely possible impossible uncertain unknown obvious evident certain
    true doubtful important hard difficult easy interesting surprising notable"""
)
_CLAUSES = word_set("what whether that how why if who when where to")
_SEEMING = word_set("seems seemed remains remained appears appeared")
_HEDGES = word_set("now also widely still not generally commonly often been has had have")
# "A reply from the Labour MP Jane Poe": so many words at most before a name that it governs.
_GOVERNED_WORDS = 6
# What one hears from somebody or is done by somebody tells of who speaks next.
_GIVING = word_set("from by")
# "All but Jane Poe" went along.
_ALL = word_set("all everyone everybody nobody none")

_FOLK = word_set("family couple pair duo trio household")
# They say what they say, whoever wrote them.
_PAPERS = word_set(
    """report study document documents booklet guide guidelines filing lawsuit complaint indictment
    ruling paper leaflet review survey text bill resolution order
    affidavit petition editorial memo dossier tape audiotape videotape"""
)


def subordinator(clause: Clause, offset: int, *, told: bool = False) -> str:
    """Return the "when" of "when Mayor Poe left", if such a word makes a name a subject; "".

    Args:
        clause: The sentence.
        offset: Where the name begins.
        told: Whether "that" does so too: "It was reported that Poe left".
    """
    index = clause.index_at(offset)
    named = clause.name_starting(index) if index < len(clause.words) else None
    if named is None or clause.words[index].start != offset:
        return ""
    after = clause.index_at(named.end)
    if clause.words[after - 1].possessive:
        return ""
    while index > 0 and not clause.broken(index):
        index -= 1
        word = clause.words[index]
        if word.lower in SUBORDINATORS or (told and word.lower in _TELLING):
            return word.lower
        if not (word.capital or word.lower in DETERMINERS):
            break
    return ""


def told_of_in(clause: Clause) -> Speaker | None:
    """Return the mayor of "It is unclear whether the mayor will go to Norby, where he lives".

    "It is unclear when the tape was made, but it shows" tells of a tape.
    """
    words = clause.words
    for at in range(1, len(words) - 3):
        paper = words[at + 2].lower in _PAPERS and words[at].lower in _CLAUSES
        if (
            not (words[at].lower in _TELLING or paper)
            or words[at + 1].lower != "the"
            or clause.broken(at + 1)
        ):
            continue
        role, verb = words[at + 2], words[at + 3].lower
        plain = (paper or role.lower in gazetteer().roles) and not clause.broken(at + 3)
        if plain and (verb in AUXILIARIES or is_finite(verb, role.lower)):
            return Speaker(role.lower, "", role.start)
    return None


def has_own(clause: Clause, offset: int) -> bool:
    """Tell "after word from Poe and his firm came": a later "he" is Poe."""
    index = clause.index_at(offset)
    named = clause.name_starting(index) if index < len(clause.words) else None
    after = clause.index_at(named.end) if named is not None else len(clause.words)
    behind = [word.lower for word in clause.words[after : after + 2]]
    return behind in (["and", "his"], ["and", "her"]) and not clause.broken(after)


def asked_in(clause: Clause, offset: int) -> int:
    """Return where Moe stands in "When Poe asked Moe about it, he": whose the answer is; -1."""
    index = clause.index_at(offset)
    named = clause.name_starting(index) if index < len(clause.words) else None
    after = clause.index_at(named.end) if named is not None else len(clause.words)
    for at in range(after, min(after + _ASKING_WORDS, len(clause.words) - 1)):
        if clause.words[at].lower in _ASKING:
            hearer = clause.name_starting(at + 1)
            return hearer.start if hearer is not None and not clause.broken(at + 1) else -1
    return -1


def questioned_on(clause: Clause, pronoun: int) -> Named | None:
    """Return Moe in "Poe questioned Moe about messages in which he": they are Moe's."""
    words = clause.words
    if pronoun < 2 or [word.lower for word in words[pronoun - 2 : pronoun]] != ["in", "which"]:
        return None
    for at in range(1, pronoun - 4):
        if words[at].lower in _QUESTIONING and not clause.broken(at + 1):
            near = (clause.name_starting(i) for i in (at + 1, at + 2))
            hearer = next((item for item in near if item is not None), None)
            behind = clause.index_at(hearer.end) if hearer is not None else pronoun
            about = behind < pronoun and words[behind].lower in {"about", "on", "over"}
            return hearer if about else None
    return None


def named_ahead(clause: Clause, pronoun: int) -> Named | None:
    """Return Poe in "Though he said it was late, Mayor Poe went": he may be either.

    None where the main clause does something to "him", another one.
    """
    words = clause.words
    opening = [word.lower for word in words[:pronoun]]
    if opening[-1:] not in (["though"], ["although"]) or opening[:-1] not in ([], ["even"]):
        return None
    if pronoun + 1 >= len(words) or cue_at(clause, pronoun + 1) is None:
        return None
    for at in range(pronoun + 2, min(len(words), pronoun + REACH)):
        if "," not in clause.gap(at):
            continue
        first = at
        while first < len(words) and clause.name_starting(first) is None and words[first].capital:
            first += 1
        named = clause.name_starting(first) if first < len(words) else None
        if named is None or named.kind != "person":
            return None
        behind = clause.index_at(named.end)
        own = words[behind - 1].possessive or behind == len(words)
        return None if own or any(w.lower == "him" for w in words[behind:]) else named
    return None


def is_topic(clause: Clause, offset: int) -> bool:
    """Tell Poe in "For Jane Poe, it was a blow", whom what follows is about."""
    if _owns_subject(clause, offset):
        return True
    index = clause.index_at(offset)
    named = clause.name_starting(index) if 0 < index < len(clause.words) else None
    if named is None or clause.words[0].lower != "for":
        return False
    after = clause.index_at(named.end)
    opens = all(word.capital for word in clause.words[1:index])
    return opens and after < len(clause.words) and clause.gap(after) == ", "


def _owns_subject(clause: Clause, offset: int) -> bool:
    """Tell Poe in "Poe's speech was long because": a thing's owner is whom it is about."""
    index = clause.index_at(offset)
    named = clause.name_starting(index) if index < len(clause.words) else None
    if named is None or not (
        all(word.capital for word in clause.words[:index]) or _opens_main(clause, index)
    ):
        return False
    last = clause.index_at(named.end) - 1
    if not clause.words[last].possessive:
        return False
    he = next((w for w in clause.words[last:] if w.lower in {"he", "she"}), clause.words[-1])
    return all(other.kind != "person" for other in clause.table.within(named.end, he.start))


def _opens_main(clause: Clause, index: int) -> bool:
    """Tell Poe in "Even if rain falls, Poe's firm stays": the first word behind such a clause."""
    words = clause.words
    opens = words[0].lower in SUBORDINATORS or words[0].lower == "even"
    commas = [at for at in range(1, index + 1) if clause.broken(at)]
    return opens and commas == [index] and clause.gap(index) == ", "


def tells_on(clause: Clause, offset: int) -> bool:
    """Tell whether what follows a name goes on about it ("a blow to Poe, who ran")."""
    index = clause.index_at(offset)
    named = clause.name_starting(index) if index < len(clause.words) else None
    after = clause.index_at(named.end) if named is not None else len(clause.words)
    words = clause.words
    if after < len(words) and clause.gap(after) == ", " and words[after].lower in {"a", "an"}:
        opened = after  # "They included Poe, a Norby Republican, who ran"
        after += 1
        while after < len(words) and not clause.broken(after) and after - opened < _APPOSED_WORDS:
            after += 1
    return after < len(words) and words[after].lower == "who"


def tags(clause: Clause, named: Named) -> bool:
    """Tell the name in "She said it was cold, Poe said in court": the pronoun's own."""
    index = clause.index_at(named.end)
    return index < len(clause.words) and cue_at(clause, index) is not None


def is_emphatic(clause: Clause, named: Named) -> bool:
    """Tell "Poe himself", whom a "he" before it may mean all the same."""
    index = clause.index_at(named.end)
    return index < len(clause.words) and clause.words[index].lower in {"himself", "herself"}


def question_to(clause: Clause, *, replies: bool) -> Named | None:
    """Return Moe in "Poe asked Moe about it": whose the answer in the next sentence is.

    Args:
        clause: The sentence.
        replies: Whether the next one says that somebody replied: a plea is no question.
    """
    words = clause.words
    for at in range(1, len(words) - 1):
        if words[at].lower not in _ASKING or clause.broken(at):
            continue
        hearer = next(
            (clause.name_starting(i) for i in (at + 1, at + 2)
             if i < len(words) and not clause.broken(i) and clause.name_starting(i)), None
        )  # fmt: skip
        after = clause.index_at(hearer.end) if hearer is not None else len(words)
        puts = after < len(words) and words[after].lower in _QUESTION
        if hearer is not None and hearer.kind == "person" and (puts or replies):
            return hearer
    return None


def answers(clause: Clause, pronoun: int) -> str:
    """Return "reply" for "He replied", "say" for "He said", else ""."""
    if pronoun + 1 >= len(clause.words) or clause.broken(pronoun + 1):
        return ""
    verb = clause.words[pronoun + 1].lower
    return "reply" if verb in _REPLYING else "say" if verb in _SAYING else ""


def is_impersonal(clause: Clause, pronoun: int) -> bool:
    """Tell the "it" of "It is believed that", "it's thought", "It was unclear what": nobody."""
    words = clause.words
    verb = words[pronoun + 1].lower if pronoun + 1 < len(words) else ""
    link = verb in BE | _SEEMING and not any(clause.broken(pronoun + n) for n in (1, 2, 3))
    if link and any(word.lower in _CLAUSES for word in words[pronoun + 3 : pronoun + 5]):
        judged = words[pronoun + 2]
        return judged.lower in _JUDGED or words[pronoun + 3].lower in _JUDGED
    be = pronoun < len(words) and words[pronoun].possessive  # "it's"
    for at in range(pronoun + 1, min(len(words), pronoun + _IMPERSONAL_WORDS)):
        lower = words[at].lower
        if clause.broken(at):
            return False
        if be and lower in _IMPERSONAL:
            return True
        if lower not in BE and lower not in _HEDGES:
            return False
        be = be or lower in BE
    return False


def is_given_by(clause: Clause, offset: int) -> bool:
    """Tell Poe in "drew a reply from the Labour MP Jane Poe": what is told comes from her.

    Also in "It pleased all but Jane Poe", who is the one of whom more is to be told.
    """
    index = clause.index_at(offset)
    for at in range(index - 1, max(-1, index - _GOVERNED_WORDS), -1):
        if clause.broken(at + 1):
            return False
        if clause.words[at].lower == "but":
            return at > 0 and clause.words[at - 1].lower in _ALL
        if clause.words[at].lower in PREPOSITIONS:
            return clause.words[at].lower in _GIVING
    return False


def told_by_role(clause: Clause, offset: int) -> bool:
    """Tell Mia Poe in "The judge said Mia Poe left": of the judge's sex nothing is known."""
    at = _title_start(clause, clause.index_at(offset))
    verb = at - 1 - (at > 1 and clause.words[at - 1].lower == "that")
    cue = cue_at(clause, verb) if verb > 0 and not clause.broken(at) else None
    if cue is None or cue.participle or clause.broken(verb + 1):
        return False
    outer = subject_before(clause, verb)
    if outer is None or not outer.key or outer.key in clause.table.kinds:
        return False
    role = outer.key.rpartition(" ")[2]
    return is_somebody(outer.key, capital=False) and not gazetteer().roles.get(role, "")


def office_told_of(clause: Clause, pronoun: int) -> frozenset[str]:
    """Return the bearer of "he said that the mayor": nobody speaks of himself so."""
    low = [word.lower for word in clause.words[pronoun + 1 : pronoun + 4]]
    if low[1:] != ["that", "the"] or cue_at(clause, pronoun + 1) is None:
        return frozenset()
    office = " ".join(word.lower for word in clause.words[pronoun + 4 : pronoun + 5])
    bearer = clause.table.bearer(office)
    return frozenset((bearer,)) if bearer is not None else frozenset()


def object_of(clause: Clause, pronoun: int) -> frozenset[str]:
    """Return Moe of "he told Moe" and "Moe accused him": who does it to another is not he."""
    words = clause.words
    if pronoun < len(words) and words[pronoun].lower in OBJECTS:
        doer = subject_before(clause, pronoun - 1) if pronoun > 1 else None
        return frozenset((doer.key,)) if doer is not None else frozenset()
    at = min(pronoun + 1, len(words))
    while at < len(words) and not clause.broken(at) and words[at].lower in _BEFORE_VERB:
        at += 1
    at += 1  # the verb
    while at < len(words) and not clause.broken(at) and words[at].capital:
        named = clause.name_starting(at)
        if named is not None:
            own = clause.words[clause.index_at(named.end) - 1].possessive
            return frozenset() if own or named.kind != "person" else frozenset((named.key,))
        at += 1
    return frozenset()


def met_by_body(clause: Clause, offset: int) -> bool:
    """Tell Poe in "The court fined Mayor Poe": what a body does to him tells of him."""
    at = clause.index_at(offset)
    named = clause.name_starting(at) if at < len(clause.words) else None
    if named is None or clause.words[clause.index_at(named.end) - 1].possessive:
        return False
    at = _title_start(clause, at)
    if at < 2 or clause.broken(at):
        return False
    before = [word.lower for word in clause.words[:at]]
    # "Letters showed that she told Poe": there the verb is another's.
    inner = any(word in STOPS or word in PRONOUNS for word in before[1:])
    return before[-1] in _MEETING and not (inner or clause.broken(at - 1))


def _title_start(clause: Clause, at: int) -> int:
    """Return where "Mayor Poe" and "Norbian trade adviser Poe" begin, given where Poe stands."""
    words, name = clause.words, at
    roles = gazetteer().roles
    lower = at > 0 and words[at - 1].lower in roles
    while at > 0 and not clause.broken(at) and name - at < _TITLE_WORDS:
        before = words[at - 1]
        bound = before.lower in STOPS | PREPOSITIONS | DETERMINERS | _MEETING
        if bound or not (before.capital or lower):
            break
        at -= 1
    return at


def is_object_before(clause: Clause, offset: int, pronoun: int) -> bool:
    """Tell Poe in "Moe sued Poe when she": the name right before the clause of a pronoun."""
    index = clause.index_at(offset)
    named = clause.name_starting(index) if index < len(clause.words) else None
    last = clause.index_at(named.end) - 1 if named is not None else pronoun
    return (
        last + 2 == pronoun
        and index > 0
        and not clause.words[last].possessive
        and clause.words[pronoun - 1].lower in SUBORDINATORS
    )


def is_paper(key: str) -> bool:
    """Tell a report or a guide, which an "it" may mean, from a statement: that has an issuer."""
    words = key.split(" ")
    head = next((at for at, word in enumerate(words) if word in PREPOSITIONS), len(words)) - 1
    return head >= 0 and words[head] in _PAPERS


def said_by(clause: Clause, index: int) -> Speaker | None:
    """Return Poe in "“…,” said Poe", where a clause begins with the verb."""
    opens = index < len(clause.words) and (index == 0 or clause.broken(index))
    return subject_after(clause, index) if opens and cue_at(clause, index) is not None else None


def tellers_in(clause: Clause) -> list[Speaker]:
    """Return Poe of "In a note announcing it, Poe wrote": whoever reports in a thing's sentence."""
    found = []
    for index in range(1, min(len(clause.words), REACH)):
        cue = cue_at(clause, index)
        if cue is not None and not cue.participle:
            speaker = subject_before(clause, index) or said_by(clause, index)
        else:
            speaker = _quoted_as(clause, index)
        if speaker is None:
            continue
        kind = clause.table.kinds.get(speaker.key)
        if kind == "person" or (kind is None and is_somebody(speaker.key, capital=False)):
            found.append(speaker)
    return found


def _quoted_as(clause: Clause, index: int) -> Speaker | None:
    """Return Poe in "It had failed, Poe was quoted as saying", given where "quoted" stands."""
    if clause.words[index].lower != "quoted" or index < 2:
        return None
    before, _, *behind = [word.lower for word in clause.words[index - 1 : index + 3]]
    passive = behind == ["as", "saying"] and before in BE
    return subject_before(clause, index - 1) if passive else None


def is_folk(key: str) -> bool:
    """Tell a family or a couple, a "they" for whom no plural stands."""
    return key.rpartition(" ")[2] in _FOLK


def ends_name(clause: Clause, speaker: Speaker) -> bool:
    """Tell "Dame" of "Vesper Dame", a name that is not known as one, from "the Dame"."""
    at = clause.index_at(speaker.start)
    titles = gazetteer().titles
    if not 0 < at < len(clause.words) or speaker.key not in titles:
        return False
    before, word = clause.words[at - 1], clause.words[at]
    held = before.possessive or before.lower in DETERMINERS or before.lower in titles
    known = speaker.key in clause.table.kinds or held or clause.broken(at)
    return word.lower == speaker.key and word.capital and before.capital and not known


def goes_on_with(clause: Clause, index: int) -> bool:
    """Tell "The major, who left" and "The major spoke" from "A major port was built"."""
    return clause.broken(index) or is_finite(clause.words[index].lower, "")
