"""The words of a sentence outside its quotes, and which of them are reporting verbs."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from dedup.facts.cues import AUXILIARY, BE, HYPOTHETICAL, NEEDS_THAT, NOT_BEFORE_TO, Cue, cues
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.idioms import idiom, verb_begin
from dedup.facts.idle_cues import is_idle
from dedup.facts.name_kinds import Named
from dedup.facts.name_runs import Word
from dedup.facts.names import NameTable
from dedup.facts.rulings import is_office, is_plea, is_refused
from dedup.facts.unspoken import is_act
from dedup.facts.verbs import HAVE, is_finite

# No clause is read further than this many words from where it is looked for: keeps sentences
# of any length linear, and no reporting clause of the labelled table is longer.
REACH = 80
PRONOUNS = word_set("he she they it")
# Joins the keys of several who speak as one.
AND = " & "
DOCUMENTS = word_set(
    """statement report study letter email e-mail message note memo post document filing lawsuit
    tweet notice release indictment ruling paper leaflet text review survey bulletin
    announcement documents records papers figures data"""
)
# What people do together: it is theirs whom it follows, whoever shows or hears them.
CROWD = word_set("chanting shouting yelling screaming crying singing")
# Papers whose words can be somebody else's than the sentence's subject.
PAPERS = word_set(
    """statement report reports study studies letter email e-mail memo note message lawsuit lawsuits
    suit complaint petition filing article articles story stories column editorial op-ed piece post
    tweet book dossier poll survey affidavit indictment leaflet document documents"""
)
# What shows or finds something without anybody who speaks through it.
RECORDS = word_set(
    """poll polls survey video videos footage film tape recording photo photos image images picture
    pictures analysis investigation probe audit transcript ruling records figures data"""
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
    """The words of one sentence outside its quotes, with the names among them.

    ``subjects`` holds whose main verb each word is, as far as ``subjects.finite_subject`` was
    asked, and ``own`` whose verb in its own clause: every reporting verb behind them asks again.
    """

    folded: str
    words: tuple[Word, ...]
    table: NameTable
    subjects: dict[int, Speaker | None] = field(default_factory=dict, compare=False, repr=False)
    own: dict[int, Speaker | None] = field(default_factory=dict, compare=False, repr=False)

    def gap(self, index: int) -> str:
        """Return the text between a word and the one before it."""
        if index <= 0 or index >= len(self.words):
            return ""
        word = self.words[index - 1]
        end = word.end
        if word.possessive and self.folded[end : end + 1] == "'":
            end += 2 if self.folded[end : end + 2] == "'s" else 1
        return self.folded[end : self.words[index].start]

    def broken(self, index: int) -> bool:
        """Tell whether anything but a space or what belongs to a figure lies before a word."""
        if 0 < index < len(self.words):
            end = self.words[index - 1].end
            if end + 1 == self.words[index].start and self.folded[end] == " ":
                return False  # what most are parted by
        gap = self.gap(index)
        if gap.startswith("-") and not gap.startswith("--"):
            return False  # "Republican-led" is a name and what is joined to it
        return index <= 0 or bool(gap not in {".", ","} and gap.strip(" \t\n$\u00a3\u20ac"))

    def name_ending(self, index: int) -> Named | None:
        """Return the name whose last word is this one."""
        word = self.words[index]
        if word.possessive:
            return None
        found = self.table.ending(word.end)
        return found if found is not None and found.start >= word.start - 120 else None

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
    cue = cues().get(word.lower) or idiom(clause, index)
    if cue is None or word.possessive or (word.capital and not word.text.isupper() and index):
        return None
    if word.lower in {"credit", "wish"}:
        return None  # "credit cards", "a wish"
    if is_idle(clause.words, index, cue):
        return None
    if _is_qualified(clause, index, cue) or _is_dated(clause, index, cue):
        return None
    if is_act(clause, index, cue):
        return None
    before = clause.words[index - 1].lower if index and not clause.broken(index) else ""
    by_saying = before == "by" and cue.participle and cue.lemma not in NEEDS_THAT
    if before in {"of", "for", "no", "with", "by"} and not by_saying:
        return None
    if cue.participle and before.endswith("ly") and clause.words[index - 2].lower == "for":
        return None  # "scolded Poe for wrongly saying"
    if cue.lemma == "read" and (before in DOCUMENTS or before in RECORDS):
        return cue  # "the statement read"
    if word.lower == cue.lemma + "s" and _next(clause, index) == "from":
        return None  # "the first comments from Poe that"
    if cue.lemma == "confirm" and is_office(clause, index):
        return None
    if cue.past and before in _NEVER_BEFORE | {"other", "such", "more"}:
        return None  # "a probe into alleged theft", "other alleged thefts"
    if word.lower == "written" and before not in HAVE and before not in AUXILIARY:
        return None  # "a letter written in May that"
    if before in DETERMINERS and not is_relative_verb(clause, index):
        return None
    if word.lower == "alleged" and _is_gerund(clause, index - 1):
        return None  # "a history of trying alleged thieves"
    if (before in BE or _is_contracted(clause, index)) and cue.past and not cue.participle:
        return None
    if cue.past and cue.lemma in {"publish", "post"} and before in _PUBLISHED:
        return None  # "a story published on Monday"
    if cue.participle and (before in _GERUND_BEFORE or _next(clause, index) == "from"):
        return None  # "the risk in saying so"
    following = _next(clause, index)
    if cue.past and cue.lemma in _THOUGHT_TO and following == "to" and _is_be(clause, index + 2):
        return None  # "people believed to be inside"
    if cue.participle and _qualifies(clause, index, cue):
        return None
    if following == "to" and cue.lemma == "promise" and _is_be(clause, index + 2):
        return None  # "It promises to be a long night"
    if following == "to" and cue.lemma in NOT_BEFORE_TO and "," not in clause.gap(index + 1):
        return None
    if following == "by" and cue.past and _lower(clause, index + 2, index + 3) not in _BY_PHONE:
        return None  # "the talks described by Poe"
    if cue.past and cue.lemma in _NAMING and _names(clause, index):
        return None  # "a way called “free sailing”"
    if cue.lemma == "remember" and "as" not in _lower(clause, index + 1, index + 6):
        return None  # "remembered the “old dam”" is no word of hers
    if following == "of" and not cue.past and cue.lemma not in _OF:
        return None  # "chants of", "claims of"
    if not cue.past and not cue.participle and following in _VERBS_BEHIND:
        return None
    # "the report said": a base form or third person behind an adjective or noun is a noun.
    if not cue.past and not cue.participle and word.lower == cue.lemma and cue.lemma in ALSO_NOUNS:
        many = before.endswith("s") and not before.endswith("ss")
        if many and following != "that" and _is_headed(clause, index):
            return None  # "a Norbank Times report"
        if cue.lemma == "state" and _are_states(clause, index, cue):
            return None  # "the state department called"
        plural = many or before in PRONOUNS | {"police", "people", "to"}
        return cue if plural or _is_split(clause, index) else None
    third = word.lower == cue.lemma + "s" and cue.lemma in ALSO_NOUNS
    elliptic = before in _ELLIPTIC and following == "that" and index > 1
    elliptic = elliptic and clause.words[index - 2].lower == "the"
    if third and before in _OF_NOUNS and not elliptic:
        return None  # "later reports put it at", "four other states that"
    if third and following in _NOUN_BEFORE and not _is_name(clause, index - 1):
        return None  # "harbour reports show that" and not "a dam that Poe claims might leak"
    if third and _is_owned(clause, index):
        return None  # "some of Poe's campaign promises"
    if third and _is_joined(clause, index):
        return None  # "early-voting states that"
    if third and (before in _BEFORE_NOUN or _are_states(clause, index, cue)):
        return None  # "women in states", "lake states"
    noun = before in cues() and not clause.words[index - 1].capital
    if third and (noun or (following != "that" and _is_counted(clause, index))):
        return None  # "rejected claims that", "two farm-belt states"
    if before == "to" and word.lower == cue.lemma and not went_on(clause, index):
        return None
    return cue


# Between an article and a noun that is a verb elsewhere ("the new demands").
_ADJECTIVES = word_set(
    """new old tough big small long short early late first second third last next recent own key
    main real true false hard harsh strong weak clear vague broad bold high low further final wild
    same similar latest earlier stark grim dire fresh sharp blunt angry bitter simple brief open
    secret joint formal dark pretty"""
)
_OPENS_NOUN = word_set("of with about by some many few several")
_ADJECTIVE_ENDS = ("ive", "ous", "ful", "able", "ible", "less", "est", "like")
# What is announced on a day: what stands behind the day is its verb.
_ISSUED = word_set("announce unveil publish report propose promise declare reveal release demand")
_DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday week month year today yesterday"
)
_PLANS = word_set(
    "plan deal offer agreement proposal measure bill package policy programme program"
)
_PEOPLE_BEFORE = PRONOUNS | word_set("who which that and but also police people officials")
# What is followed by one of these is a noun: "the posts read".
_VERBS_BEHIND = BE | word_set("have has will can read said say says")
_PUBLISHED = word_set(
    """story stories article articles report reports piece column editorial study letter interview
    book poll photo photos video videos footage page message messages clip"""
)
# "what an expert on the town at the House called “…”": "what" stands so far before.
_WHAT_REACH = 12
# "asked the head of the harbour board if she agreed": so many words lie between at most.
_ASKING = word_set("ask asks asked asking wonder wonders wondered wondering")
_IF_REACH, _ASKED_REACH = 6, 9
_MEETING = word_set("spoke talked met called interviewed phoned reached asked")
_BY_PHONE = [["phone"], ["telephone"], ["email"], ["e-mail"], ["text"], ["satellite"], ["video"]]
_NEVER_BEFORE = word_set("into over about from against amid after during under")
_NAMING = word_set("call term dub label brand")
_OF = word_set("warn speak complain write say tell")
_NUMERALS = word_set("two three four five six seven eight nine ten several many few dozens")
_GERUND_BEFORE = word_set("in from without about at like against")
# A finite verb or modal: what stands before it is its subject, "campaign promises might".
_NOUN_BEFORE = word_set(
    """show shows showed shown suggest suggested indicate indicated find found placed put might may
    could would should must must cannot"""
)
# Behind these a word of speech is a noun: "later reports put", "recent claims that".
_OF_NOUNS = word_set(
    """later earlier recent previous initial other further new early first such conflicting
    unconfirmed after following"""
)
_ELLIPTIC = word_set("other first")  # "the other claims that"
_GOVERNS = word_set("of on about over for from with against into to despite amid by in")
_OWNED_WORDS = 3
_BEFORE_NOUN = word_set(
    "in from without about at to into across among between on under near amid despite against"
)
# What a court or an office rules on.
_RULING = frozenset(("deny", "reject"))
_THOUGHT_TO = word_set("believe think estimate say allege report")
_AFTER_PARTICIPLE = word_set("that how what why in on to of for with as about against")
ALSO_NOUNS = word_set(
    """report claim post call charge comment note state warn promise demand vow hint signal
    answer label brand term fear attack blame estimate dispute offer reference tweet cry
    pledge boast counter quip joke sigh reply reject praise welcome mean fear want forecast
    charge read propose salute rebuke scold credit wish blast shout yell scream whisper remark"""
)


def _is_qualified(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "the tough demands on it" from "the mayor demands": only adjectives lead to a noun."""
    word = clause.words[index].lower
    if cue.lemma not in ALSO_NOUNS or word not in {cue.lemma, cue.lemma + "s"}:
        return False
    at = index - 1
    if index > 1 and clause.words[index - 2].lower == "most" and not clause.broken(index - 1):
        return True  # "his most hostile remarks"
    while at > 0 and not clause.broken(at + 1) and _is_adjective(clause.words[at]):
        at -= 1
    while at > 0 and not clause.broken(at + 1) and clause.words[at].lower.endswith(("al", "ic")):
        at -= 1
    opens = clause.words[at] if at >= 0 else clause.words[index]
    if at < index - 1 and opens.lower in _OPENS_NOUN and not clause.broken(at + 1):
        return True  # "full of ideological claims"
    at = index - 1
    while at > 0 and not clause.broken(at + 1) and _is_adjective(clause.words[at]):
        at -= 1
    opens = clause.words[at] if at >= 0 else clause.words[index]
    return 0 <= at < index - 1 and not clause.broken(at + 1) and (
        opens.possessive or opens.lower in DETERMINERS
    )  # fmt: skip


def _is_adjective(word: Word) -> bool:
    lower = word.lower
    return not word.possessive and (lower in _ADJECTIVES or lower.endswith(_ADJECTIVE_ENDS))


def _is_dated(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "the rules announced Sunday include" from "the board announced Sunday that"."""
    words = clause.words
    if not cue.past or cue.lemma not in _ISSUED or not index or words[index - 1].capital:
        return False
    before = words[index - 1]
    if before.lower in _PEOPLE_BEFORE or before.possessive or clause.broken(index):
        return False
    at = index + 1
    at += at < len(words) and words[at].lower in {"on", "last", "this", "late", "earlier"}
    if at + 1 >= len(words) or words[at].lower not in _DAYS:
        return False
    at += 1 + (words[at + 1].lower in {"morning", "afternoon", "evening", "night"})
    thing = before.lower.endswith("s") or before.lower in PAPERS | _PLANS
    return (
        thing
        and at < len(words)
        and not clause.broken(at)
        and not words[at].capital
        and (is_finite(words[at].lower, "") and words[at].lower not in {"was", "is"})
    )


def is_relative_verb(clause: Clause, index: int) -> bool:
    """Tell "the story that claimed Poe left" from "that alleged fraud"."""
    words = clause.words
    if index < 2 or words[index - 1].lower != "that" or clause.broken(index + 1):
        return False
    cue = cues().get(words[index].lower) if index < len(words) else None
    if cue is None or not cue.past:
        return False
    papers = any(word.lower in PAPERS for word in words[max(0, index - 5) : index - 1])
    behind = words[index + 1 : index + 2]
    return papers and any(
        word.capital or word.lower in DETERMINERS | PRONOUNS for word in behind
    )  # fmt: skip


def decides(clause: Clause, index: int) -> bool:
    """Tell "confirmed Poe as" and "rejected a lawsuit": an office does so, and says nothing."""
    cue = cues().get(clause.words[index].lower)
    if cue is None:
        return False
    if cue.lemma == "confirm":
        return is_office(clause, index)
    if cue.lemma == "reject" and is_refused(clause, index):
        return True
    return cue.lemma in _RULING and is_plea(clause, index)


def _is_split(clause: Clause, index: int) -> bool:
    """Tell "did pledge" and "did, however, promise" from a noun."""
    low = _lower(clause, max(0, index - 3), index)
    return (
        "did" in low
        and not {"not", "never"} & set(low)
        and all(
            word == "did" or word in AUXILIARY or word == "however" or word.endswith("ly")
            for word in low[low.index("did") :]
        )
    )


def _is_contracted(clause: Clause, index: int) -> bool:
    """Tell "it's believed the dam leaks", which nobody in particular believes."""
    it = clause.words[index - 1] if index else None
    return it is not None and it.lower == "it" and clause.folded[it.end : it.end + 2] == "'s"


def _names(clause: Clause, index: int) -> bool:
    """Tell "a way called “…”" from "what he called “…”": active, it has an object."""
    words = clause.words
    ends = index + 1 == len(words) or '"' in clause.gap(index + 1)
    near = _lower(clause, max(0, index - _WHAT_REACH), index)
    return ends and not {"what", "which", "whom"} & set(near) and words[index - 1].lower not in (
        PRONOUNS)  # fmt: skip


def _lower(clause: Clause, start: int, stop: int) -> list[str]:
    return [word.lower for word in clause.words[start:stop]]


def _next(clause: Clause, index: int) -> str:
    return clause.words[index + 1].lower if index + 1 < len(clause.words) else ""


def _is_be(clause: Clause, index: int) -> bool:
    return index < len(clause.words) and clause.words[index].lower in {"be", "have"}


def _qualifies(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "reporting requirements" from "a note reporting that"."""
    if cue.lemma != "report" or clause.broken(index) or clause.broken(index + 1):
        return False
    following = clause.words[index + 1 : index + 2]
    if following and following[0].lower == "that" and _next(clause, index + 1) in BE:
        return True  # "the spying reporting that was passed on"
    return any(
        not word.capital and word.lower not in DETERMINERS | PRONOUNS | _AFTER_PARTICIPLE
        for word in following
    )


def _is_gerund(clause: Clause, index: int) -> bool:
    """Tell "of trying", which governs a noun, from "a filing"."""
    if index < 1 or not clause.words[index].lower.endswith("ing") or clause.broken(index):
        return False
    governs = clause.words[index - 1].lower
    return governs in BE | _GOVERNS | _GERUND_BEFORE | {"by", "after", "before", "while"}


def _are_states(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "lake states agreed" from "the letter states that": a clause or quote follows."""
    closes = index + 1 == len(clause.words) or clause.broken(index + 1)
    opens = _next(clause, index) in DETERMINERS | PRONOUNS | {"that"}
    return cue.lemma == "state" and not closes and not opens


def _is_joined(clause: Clause, index: int) -> bool:
    """Tell "early-voting states" from "the early letter states"."""
    before = clause.words[index - 1] if index and not clause.broken(index) else None
    return before is not None and "-" in before.text and (
        before.lower.endswith(("ing", "ed", "belt", "wide"))
    )  # fmt: skip


def _is_owned(clause: Clause, index: int) -> bool:
    """Tell "recalled Mr. Poe's campaign promises" from "Mr. Poe's campaign promises to".

    What governs the owner governs the noun; an owner that opens its clause has a verb behind.
    """
    words, at = clause.words, index - 1
    while at > 0 and index - at < _OWNED_WORDS and not words[at].possessive:
        if clause.broken(at + 1) or words[at].capital:
            return False
        at -= 1
    if at < 1 or not words[at].possessive:
        return False
    while at > 0 and words[at].capital and not clause.broken(at):
        at -= 1
    governs = words[at]
    if governs.capital or clause.broken(at + 1):
        return False
    verb = is_finite(governs.lower, words[at - 1].lower) and governs.lower not in cues()
    return governs.lower in _GOVERNS or (verb and governs.lower not in BE)


def _is_name(clause: Clause, index: int) -> bool:
    """Tell Poe and "he", whose verb it is that follows, from a noun."""
    named = clause.name_ending(index) if index >= 0 else None
    pronoun = index >= 0 and clause.words[index].lower in PRONOUNS | {"who", "i", "we"}
    return pronoun or (named is not None and named.kind == "person")


def _is_headed(clause: Clause, index: int) -> bool:
    """Tell whether an article opens the name before a word: "a Norbank Times report"."""
    at = index - 1
    while at > 0 and clause.words[at].capital and not clause.broken(at):
        at -= 1
    return at < index - 1 and clause.words[at].lower in {"a", "an", "one", "every"}


def _is_counted(clause: Clause, index: int) -> bool:
    """Tell "one in seven harbour reports" and "farm-belt states" from "the survey reports"."""
    before = clause.words[index - 1] if index and not clause.broken(index) else None
    if before is None:
        return True
    near = [word.lower for word in clause.words[max(0, index - 4) : index]]
    return bool(_NUMERALS & set(near)) and not before.capital


def went_on(clause: Clause, index: int) -> int:
    """Return how many words "went on to" or "went so far as to" has before "say"; 0: none."""
    low = _lower(clause, max(0, index - 5), index)
    if low[-3:] in (["went", "on", "to"], ["goes", "on", "to"]):
        return 3
    far = len(low) == 5 and low[0] in {"went", "goes", "go"} and low[1] in {"so", "as"}
    return 5 if far and low[2:] == ["far", "as", "to"] else 0


def met_by_writer(clause: Clause) -> bool:
    """Tell "I spoke to Poe on Monday": who is met speaks next."""
    low = [word.lower for word in clause.words[:3]]
    return low[:1] in (["i"], ["we"]) and bool(_MEETING & set(low[1:]))


def is_asked(clause: Clause, index: int) -> bool:
    """Tell "asked the mayor if he agreed that" from what the mayor has said."""
    words, at = clause.words, index - 1
    while at > 0 and words[at].lower != "if" and index - at < _IF_REACH:
        if clause.broken(at + 1):
            return False
        at -= 1
    if at < 1 or words[at].lower != "if" or clause.broken(at + 1):
        return False
    for verb in range(at - 1, max(-1, at - _ASKED_REACH), -1):
        if clause.broken(verb + 1):
            return False
        if words[verb].lower in _ASKING:
            return True
    return False


def is_hypothetical(clause: Clause, index: int) -> bool:
    """Tell whether nobody has said it yet: "might say", "if someone says"."""
    if is_asked(clause, index):
        return True
    near = [
        word.text if word.text == "May" else word.lower
        for word in clause.words[max(0, index - 6) : index]
    ]
    if ("as", "if") in pairwise(near) or ("as", "though") in pairwise(near):
        return True  # "to look as if Poe believed it"
    if verb_begin(clause, index) < index:
        return False
    # "… that he would stay, confirmed on Tuesday that": a verb of its own.
    by = near[-1:] == ["by"]  # "they may ask for asylum simply by saying that"
    if not clause.broken(index) and any(word in HYPOTHETICAL for word in near[-6 if by else -2 :]):
        return True
    cue = cues().get(clause.words[index].lower)
    # "if she won, saying that …": the clause of "if" ends before it.
    apart = cue is not None and cue.participle and clause.broken(index)
    if cue is not None and not cue.past and not apart and {"if", "unless"} & set(near):
        begin = index - 1
        while begin > 0 and clause.words[begin].lower not in {"if", "unless"}:
            if clause.broken(begin):
                break
            begin -= 1
        if clause.words[begin].lower in {"if", "unless"}:
            return True  # "If police say the road is safe, …"
    doubt = max((at for at, word in enumerate(near) if word == "whether"), default=None)
    if doubt is not None and doubt < len(near) - 1 and "and" not in near[doubt:]:
        return not any(clause.broken(index - at) for at in range(len(near) - doubt - 1))
    vague = {"someone", "anyone", "you", "somebody", "anybody", "people", "i", "we"}
    return "if" in near and bool(vague & set(near[near.index("if") :]))
