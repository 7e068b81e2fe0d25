"""Whether a clause reports, plans, offers, alleges or supposes, and whether it denies.

Read off closed lists of words with what stands beside them, the most telling first; a
clause without any of them reports what is done. Two values conflict only in clauses of one
modality. Priorities: a word that is also a noun, an adjective or a month counts only where
its neighbours show the verb ("may" but not "in May", "will" but not "his will", "is accused
of" but not "the accused").

``offered`` covers whatever is put to somebody and not yet done: offers, proposals, demands,
appeals. ``negated`` is about the event of the clause: "failed to stop" denies it, "left
without paying" does not.

Known failures: a negation inside a negation that no phrase of the list joins ("did not find
that it had never paid"); the modality of a subordinate clause is taken for the whole.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BE = r"(?:is|are|was|were|be|been|being|'s|'re)"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# What looks like a modal word and is none: before "may", what only a month follows, or what either
# may follow where no verb comes behind ("scheduled for May", "what he stands for may change").
# Behind it, what follows a surname and no modal verb ("May said", "May would", "May's").
_NO_MODAL = re.compile(
    r"\bas if\b|,? if not\b|\bwhether or not\b"
    r"|\b(?:for|from|to|through|before|after|during|between|and|or) may"
    r"(?= ?[,.;:)]| ?$| (?:and|or|to|through|in|at|by|because|due|when|after|before|but|amid|with"
    r"|following)\b)"
    r"|\bmrs may\b|\bmay(?:'s\b| (?=(?:said|told|was|were|is|are|has|had|did|does|will|would|could"
    r"|should|can|must|(?!embed|need)\w{2,}(?<!e)ed)\b))"
    r"|\b(?:in|of|since|until|till|by|last|this|next|early|late|mid|\d{1,2}|\d(?:st|nd|rd|th))"
    r" may\b"
    r"|\bmay \d"
    r"|\b(?:his|her|their|the|a|free|good|ill|own|political|last|of|against) will\b(?! \w+ly\b)"
    r"|\bcould(?: not|n't)(?! be (?:ruled|named|identified))\b"
    r"|\bcould (?:clearly |still |also )?(?:hear|see|feel|smell|be (?:heard|seen|felt|smelled))\b"
)
_MASKED = frozenset({"if", "whether", "may", "will", "could", "couldn't"})
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|could|may|might|should|whether)\b|\bwould(?: not|n't)? have (?!to\b)"
)
_QUESTION = re.compile(
    r"^\W*(?:will|did|does|do|is|are|was|were|has|have|had|can|could|should|would|may|might|what"
    r"|who|why|how|when|where|which)\b[^?]*\?\W*$"
)
# "Were the dam to fail, …", "Had the alarm sounded, …".
_INVERTED = re.compile(r"\W*(?:were|had) (?:the|an?|it|he|she|they) [^?,]{1,60}, ")
_ALLEGED = re.compile(
    r"\balleg(?:e|es|ing|edly)\b|(?<!\bthe )(?<!\ban )(?<!\bhis )(?<!\bher )(?<!\btheir )"
    r"(?<!\bof )(?<!\bother )(?<!\bsome )\balleged\b|\ballegations? (?:that|he|she|they|it)\b"
    r"|\baccus(?:e|es|ing)\b|(?<!\bthe )\baccused\b"
    r"|\b(?:reportedly|supposedly|purportedly|ostensibly|purports?)\b"
    r"|\bsuspected (?:of|to|that)\b|\bsuspects? (?:that|he|she|they|it)\b"
    r"|\bclaim(?:s|ed|ing)? (?:that|to|he|she|they|it|responsibility)\b"
    rf"|\b{_BE} (?:\w+ly )?(?:believed|thought|said|understood|reported|rumou?red|presumed|feared"
    r"|claimed) to\b"
)
_NOUN_BEFORE = r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )"
_OFFERED = re.compile(
    rf"\boffered\b|(?:\b{_BE}|,) offering\b|\boffers? to\b|\bto offer\b"
    r"|\boffers (?:an?|the|cash|help|aid|money|free|refunds)\b"
    rf"|{_NOUN_BEFORE}\bproposed\b"
    r"|\bpropos(?:e|es|ing)\b|\b(?:willing|prepared|ready) to\b|\bagree[ds]? to\b"
    r"|\binvit(?:e|es|ed|ing)\b|\burg(?:e|es|ed|ing)\b|\bcall(?:s|ed|ing)? (?:for|on)\b"
    r"|\bdemand(?:ed|ing)\b|\bdemands? (?:that|an?|the)\b"
    r"|\brecommend(?:s|ed|ing)?\b|\bappeal(?:s|ed|ing)? for\b|\bask(?:s|ed|ing)? (?:\w+ ){1,4}to\b"
)
# "Would" is what reported speech makes of "will".
_PLANNED = re.compile(
    r"\b(?:will|'ll|shall|would|won't|wouldn't)\b"
    rf"|\b{_BE} (?:\w+ly |now |still |also )?due (?!to (?:an?|the|its|his|her|their|poor|bad)\b)"
    r"|\b(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|set|scheduled|expect(?:s|ed)?|preparing|about"
    r"|aim(?:s|ed|ing)?|vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|hop(?:es|ed|ing)"
    r"|threaten(?:s|ed|ing)?|weigh(?:s|ed|ing)?|likely|forecast|tipped|poised|track|course) to\b"
    r"|\bintentions? (?:to|of)\b|\bscheduled for\b"
    r"|\b(?:considering|weighing|mulling) (?:an?|the|whether)\b"
    r"|\bexpected (?:in|on|by|next|later)\b"
    r"|\bgoing to (?!(?:the|an?|school|church|war|court|work|bed|prison|jail)\b)"
    r"|\b(?:begins?|starts?|(?:re)?opens?|closes?|ends?|meets?|faces?|returns?|goes|go|resumes?"
    rf"|holds?|takes? (?:place|effect))\b.{{0,80}}?\b(?:tomorrow|next (?:week|month|year|{_DAY}))\b"
)
_IS_TO = re.compile(r"\b(?:is|are) to (?!blame\b)[a-z]")
# The beginning of a headline: "Council to close harbour bridge".
_HEADLINE = re.compile(
    r"(?:(?!(?:has|have|had|is|are|was|were|did|fails?|refuses|declines|\w+ed)\b)[\w'-]+ ){1,4}to "
    r"(?:close|open|cut|build|sell|buy|visit|meet|leave|resign|step|stand|face|raise|ban|shut"
    r"|launch|hold|begin|start|end|join|review|investigate|pay|get|receive|make|move|return|reopen"
    r"|replace|expand|merge|appeal|run|play|hire|axe|scrap|keep|give|take|send|lose|lift|host"
    r"|stay)\b"
)
_MARKS_TO_SPACES = str.maketrans(dict.fromkeys(',.;:!?"()[]\u2014-\u2026', " "))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Each modality with the words of which its pattern needs at least one: most clauses have none,
# and looking a word up is cheaper than matching the pattern (a fifth of the time, measured).
_MODALITIES = (
    ("conditional", _set("if unless could may might should whether would wouldn't"), _CONDITIONAL),
    (
        "alleged",
        _set(
            """allege alleges alleging allegedly alleged allegation allegations accuse accuses
            accusing accused reportedly supposedly purportedly ostensibly purport purports suspected
            suspect suspects claim claims claimed claiming believed thought said understood reported
            rumored rumoured presumed feared"""
        ),
        _ALLEGED,
    ),
    (
        "offered",
        _set(
            """offer offers offered offering proposed propose proposes proposing willing prepared
            ready agree agreed agrees invite invites invited inviting urge urges urged urging call
            calls called calling demand demands demanded demanding recommend recommends recommended
            recommending appeal appeals appealed appealing ask asks asked asking"""
        ),
        _OFFERED,
    ),
    (
        "planned",
        _set(
            """will shall would won't wouldn't due plan plans planned planning intend intends
            intended intending set scheduled expect expects expected preparing about aim aims aimed
            aiming vow vows vowed vowing pledge pledges pledged pledging promise promises promised
            promising hopes hoped hoping threaten threatens threatened threatening weigh weighs
            weighed weighing considering mulling going tomorrow next likely forecast tipped poised
            track course intention intentions"""
        ),
        _PLANNED,
    ),
)
_TRIGGERS = frozenset({"to"}).union(*(triggers for _, triggers, _ in _MODALITIES))


@lru_cache(maxsize=4096)
def modality_of(low: str) -> str:
    """Return the modality that the words of a lower-case clause show; "done" by default."""
    if ("?" in low and _QUESTION.search(low)) or _INVERTED.match(low):
        return "conditional"
    words = frozenset(low.translate(_MARKS_TO_SPACES).split())
    if "'ll " in low:
        words |= {"will"}
    if words.isdisjoint(_TRIGGERS):
        return "done"
    plain = _NO_MODAL.sub(" ", low) if words & _MASKED else low
    for name, triggers, pattern in _MODALITIES:
        if words & triggers and pattern.search(plain):
            return name
    if "to" in words and (_IS_TO.search(plain) or _HEADLINE.match(plain)):
        return "planned"
    return "done"


# What looks like a denial and affirms: "not only", "no later than", "no doubt", "if not"; "No. 4"
# is a number.
_AFFIRMING = (
    r"\b(?:not|n't) (?:only|just|merely|least|surprisingly|unexpectedly|to mention)\b"
    r"|\b(?:not|n't) (?:fewer|less|more|later|sooner) than\b|\bif not\b|\bor not\b"
    r"|\bno (?:later|sooner|fewer|less|more than|doubt|matter|wonder|one's)\b"
    r"|\b(?:no one|nobody) (?:den|doubt|disput)\w*|\bno(?:\.|,| \d)"
    r"|\bnothing (?:but|short of|less than)\b|\bnone other than\b"
)
_AFFIRMED = re.compile(_AFFIRMING)
# What leaves the event of its clause as it is: besides these, what is denied twice ("could not
# rule out", "did not deny") or until then ("did not reopen until Friday"), what denies something
# else (", not in June", "with no deal"), and a relative aside.
_NOT_THE_EVENT = re.compile(
    rf"{_AFFIRMING}|, not\b|\b(?:not|n't) without\b|\bnot un\w+|\bnot impossible\b|\bwith no\b"
    r"|(?:\bnot|n't|\bcannot|\bnever) (?:be |been |yet )?(?:rul(?:e|ed|ing) out|den(?:y|ied|ying)"
    r"|fail(?:ed)?|refused?|declined?)\b"
    r"|(?:\bnot|n't)\b[^.;]{1,60}\buntil\b"
    r"|, (?:who|which) [^,]{3,80},"
)
_NOT = (
    r"\b(?:not|no|never|nobody|nothing|none|neither|nor|cannot)\b|n't\b"
    r"|\b(?:refus(?:es|ed|ing)|refuse to|(?:fail(?:s|ed|ing)?|failure|declin(?:e|es|ed|ing)"
    r"|unable|yet) to)\b|\brul(?:e|es|ed|ing) out\b|\b(?:hardly|scarcely) (?:any\w*|ever|a)\b"
)
_NEGATED = re.compile(rf"{_NOT}|\bden(?:y|ies|ied|ying)\b")
_WORDS_THAT_NEGATE = re.compile(rf"{_NOT}|\bwithout\b")
_DENIAL_END = re.compile(r'(?<=[\w.,!?;])["\u201d]|[.!?;] ')
_WITHOUT = re.compile(r"\bwithout\b|\bwith no\b")


@lru_cache(maxsize=4096)
def negations(low: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each negation of a lower-case sentence, in order.

    Each counts, whatever it denies, the second of two as well, and so does "without". What
    somebody denies is left to who reads attributions.
    """
    if not _WORDS_THAT_NEGATE.search(low):
        return ()
    plain = _blanked(_AFFIRMED, low)
    return tuple(match.span() for match in _WORDS_THAT_NEGATE.finditer(plain))


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return a text with spaces for what a pattern finds, all else in its place."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def negated_words(low: str) -> frozenset[str]:
    """Return the words right behind each negation of a lower-case text, three at most.

    The end of a quotation or of a sentence ends what is denied ("he's just not," she said).
    Here "without" counts: what it denies is denied, even if the clause's event is not.
    """
    plain = _blanked(_NOT_THE_EVENT, low)
    ends = [match.end() for match in _NEGATED.finditer(plain)]
    ends += [match.end() for match in _WITHOUT.finditer(low)]
    found: set[str] = set()
    for end in ends:
        behind = _DENIAL_END.split(low[end : end + 60], maxsplit=1)[0]
        found.update(re.findall(r"[^\W_]+", behind)[:3])
    return frozenset(found)


def is_negated(low: str) -> bool:
    """Tell whether a lower-case clause denies the event it speaks of."""
    return bool(_NEGATED.search(low) and _NEGATED.search(_NOT_THE_EVENT.sub(" ", low)))
