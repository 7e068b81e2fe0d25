"""Sentences with exact offsets.

Rules over the end marks of each line, one pass, linear in the text. A mark ends a
sentence unless the word before it is an abbreviation, an initial or a number and
the word after it does not look like a beginning. Lines are boundaries, except where
a text is hard-wrapped (a line that ends in the middle of a sentence, directly
followed by the next).

Priorities, in this order: never lose a character of a line; rather join two
sentences than cut one ("U.S. Secretary", "Lt. Gov. Poe", "a.m. Monday"); closing
quotes and brackets belong to the sentence they close.

Known failures: an abbreviation at the end of a sentence before a capitalised name
("… in the U.S. Poe said") joins two sentences; sentences that begin in lower case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dedup.model import CleanArticle, Line, ParsedArticle, Sentence, Span
from dedup.text import STOP_WORDS, fold

# End marks, the closing quotes and brackets after them, and the white space that must follow;
# or a mark with a capital glued to it, as scraped text has it ("… the report.The mayor …").
# Possessive, and never started inside a run of marks: a line of a million dots stays linear.
_END = re.compile(
    r"""(?P<mark>(?<![.!?\u2026])[.!?\u2026]++|[\u3002\uff01\uff1f]++)
        (?P<close>["')\]\u300d]*+(?:(?<=["'])\ ["'](?=\s|\Z))?)
        (?:(?P<gap>\s+)|(?=(?:[A-Z][a-z]+|[AI])[ ,'])|(?<=[\u3002\uff01\uff1f\u300d]))""",
    re.VERBOSE,
)
_BEFORE = re.compile(r"[^\s\"'(\[\u2014/]+\Z")
_DASHES = "-\u2013\u2014"
_CLOSING = " \"')]"
_OPENING = " \"'([\u2014-\u2022"

# Never the end of a sentence: titles, and words that need what follows. Grown from the AP and
# Guardian style guides' lists of abbreviations.
_TITLES = frozenset(
    """mr mrs ms dr prof gen lt col sgt capt gov sen rep cong rev hon pres supt cpl pvt adm cmdr maj
    brig insp det messrs mme mlle fr sr. dep drs profs gens lts cols sgts sens reps govs revs cpls
    majs pfc spc asst atty amb del sec treas mt ft vs v no nos fig
    figs vol pp art sect para approx est cf e.g i.e incl viz al lt.gov lt.col maj.gen brig.gen
    st ste""".split()
)
# May end a sentence, and usually does not before a name.
_SHORTENED = frozenset(
    """inc corp co ltd llc bros jr sr jan feb mar apr jun jul aug sept sep oct nov dec ave blvd
    rd ala ariz ark calif colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb
    nev okla ore pa tenn tex va vt wash wis wyo dept univ assn natl intl govt min max
    mon tue tues wed thu thur thurs fri sat sun etc""".split()
)
# Abbreviations that are printed in lower case too.
_LOWER_CASE = frozenset(
    "vs v no nos fig figs vol pp para approx est cf e.g i.e incl viz al etc inc a.m p.m".split()
)
# What begins a sentence far more often than it continues a name.
_STARTERS = frozenset(
    """the a an he she it they we i you this that these those there but and or so yet in on at
    by for from with as if when while after before since because although though however
    meanwhile his her its their our my your who what where why how no not now then some many
    most all both each one two more than also still even once until during under over about
    according asked officials police prosecutors authorities last earlier later
    instead another other such here to speaking following responding citing addressing""".split()
)
# Nobody's office stands before it: "the envoy to the U.S. Mr. Poe said", unlike "U.S. Sen. Poe".
_COURTESY = re.compile(r"(?:Mr|Mrs|Ms|Mx)\.? [A-Z]")
_AFTER_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}\b|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug"
    r"|Sep|Oct|Nov|Dec|Eastern|Central|Mountain|Pacific|Greenwich|local"
)
# "Why now?" Poe asked: the mark inside the quote does not end the reporting sentence.
_REPORTED = re.compile(
    r"(?:[A-Z][\w'.-]+ ){1,4}(?:said|says|asked|wrote|added|told|tweeted|posted|shouted|replied)\b"
)
# "Why now?" ferry board director Ann Poe asked. Nothing but a tag ends so.
_TAGGED = re.compile(
    r"[A-Z][\w'-]+ (?:(?:[A-Z][\w'-]{0,4}\.|[\w'-]+) ){1,8}"
    r"(?:said|says|asked|wrote|added|tweeted|posted|shouted|replied)[.,](?=\s|\Z)"
)
# A whole sentence that is said, with who says it behind: "We go on," Pike, the mayor, said.
_SPOKEN = re.compile(
    r"\"(?:We|I|It|He|She|They|This|That|There|You|What|If|My|Our|The)(?:'\w+)? "
    r"[^\"]{12,600},\" (?:[A-Z][^\".:;]{1,90} )?"
    r"(?:said|says|added|told|wrote|tweeted|explained|replied)\b"
)
# What may introduce a quotation without a mark.
_INTRODUCED = re.compile(
    r"[,:;\u2014(]|\b(?:sa(?:y|id|ys|ying)|tell|told|telling|add|wr(?:ite|ote|iting|itten)|call"
    r"|ask|shout|chant|yell|cr(?:y|ied|ying)|repl|tweet|post|read|sing|sang|sung|quot|declar|claim"
    r"|announc|stat|warn|argu|insist|not(?:e|ing)|explain|respon|answer|conclu|joke|whisper|scream"
    r"|describ|titl|headlin|sign|banner|slogan|messag|word|phrase|song|film|movie|book|that\b|as\b"
    r"|like\b|just\b)",
    re.IGNORECASE,
)
# The title of a work in quotation marks is one name, whatever marks it holds.
_WORK = re.compile(r"\b(?:titled|entitled|headlined|captioned),? \"[^\"]*\Z")
_WORK_CHARS = 200
_OMISSIONS = frozenset(("...", "....", "\u2026"))
# A tag is no longer.
_TAG_CHARS = 120
# A caption has at least, and at most, so many characters.
_CAPTION_LEAST, _CAPTION_CHARS = 30, 200
_NUMBERED = re.compile(r"\(?\d{1,2}\Z")
# What may stand before a title that somebody held once ("then-Rep. Poe", "ex-Gov. Roe").
_ONCE = re.compile(r"(?:then|ex|former|now|late|vice|pro|anti)-(?=[A-Z])", re.IGNORECASE)
# Code points after which a sentence is cut: ten times what news prints, and what a comparison can
# afford. A word longer than that is cut too.
MAX_CHARS = 2_000
# A line shorter than this that lacks an end mark is a heading or an item, not wrapped prose.
_WRAP_MIN_CHARS = 45
# One sentence so many times in a row, of at least so many characters, is a fault of the page.
_ROW, _ROW_CHARS = 3, 40
# A subheading has at most so many words and stands between paragraphs of at least so many
# characters that end as sentences do (own choice, from a reading of news).
_SUBHEAD_WORDS, _SUBHEAD_CHARS = 8, 80
_PARAGRAPH_MIN_CHARS = 60
# What may stand between a subheading and the paragraphs that it parts.
_APART = frozenset(("teaser", "chrome", "caption"))
_PARAGRAPH_END = re.compile(r"[.!?\u2026][\"')\]]{0,3}\Z")
# No figure (a score, a fact box), no colon, no quotation, no mark in the middle of a sentence.
_SUBHEAD = re.compile(r"'?[A-Z][^\d\":;!?()|/]{2,80}(?<=[^\W_])'?")
# Two words: beside a longer subheading they are one too.
_SHORT_HEAD = re.compile(r"[A-Z][a-z]{2,} [a-z]{4,}")
# A question, alone on its line, that the paragraph below it answers.
_QUESTION = re.compile(
    r"(?:What|Why|How|Who|Where|When|Which|Is|Are|Was|Were|Will|Would|Can|Could|Do|Does|Did|Has"
    r"|Have|Should)\b(?=[^?]{4,72}\?)(?:[^\":;!?()|/]|\"[^\"!?.]{2,30}\")++\?"
)


def split(cleaned: CleanArticle) -> ParsedArticle:
    """Split every line of a cleaned article into sentences.

    Args:
        cleaned: The article with line roles.

    Returns:
        The article with ``sentences`` in order; each lies inside its paragraph's
        lines and has no white space at its ends, and has its role; only a subheading,
        a body line that asserts nothing, is chrome. Together they cover every
        character of every line that is not white space. What a linker glued into the middle
        of a sentence is blank in the article's text, which is as long as it was.
    """
    text, lines = cleaned.article.text, cleaned.lines
    glued = _glued(text, lines)
    text = _blanked(text, [lines[index].span for index in glued])
    found: list[tuple[int, int, int]] = []
    for first, start, end in _blocks(text, lines, glued):
        bounds = sentence_bounds(text[start:end])
        found += [(start + left, start + right, first) for left, right in bounds]
    starts = [start for start, _, _ in found]
    for index in glued:  # one between two sentences is in neither
        span = lines[index].span
        before = bisect_right(starts, span.start) - 1
        if before < 0 or found[before][1] < span.end:
            found.append((span.start, span.end, index))
    found.sort()
    heads, again = _subheadings(text, lines), _said_in_a_row(text, found)
    sentences = [
        Sentence(
            number,
            Span(start, end),
            "chrome" if first in heads or number in again else lines[first].role,
            first,
        )
        for number, (start, end, first) in enumerate(found)
    ]
    return ParsedArticle(
        article=replace(cleaned.article, text=text) if glued else cleaned.article,
        headline=cleaned.headline,
        lines=cleaned.lines,
        sentences=tuple(sentences),
        truncated=cleaned.truncated,
    )


def _subheadings(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Return the body lines that head the paragraphs below them and assert nothing themselves.

    A line of capitalised words alone may be a name that the paragraph below speaks of, and two
    words say nothing that could be taken for a fact: they stay, unless they are all in capitals
    or the article has a longer subheading.
    """
    found: list[int] = []
    short: list[int] = []
    kept = [index for index, line in enumerate(lines) if line.role not in _APART]
    for above, index, below in zip(kept, kept[1:], kept[2:], strict=False):
        line = lines[index]
        if line.role != "body" or line.span.end - line.span.start > _SUBHEAD_CHARS:
            continue
        head = fold(text[line.span.start : line.span.end])
        around = lines[above], lines[below]
        asks = _asks(head) and text[around[1].span.end - 1] != "?"
        if not (_heads(head) or asks or _SHORT_HEAD.fullmatch(head)):
            continue
        if "\n" not in text[line.span.end : around[1].span.start]:
            continue  # the piece of a sentence that a dossier was cut out of
        if all(_is_paragraph(text, each) for each in around) and not _wrapped(
            text, line, lines[below]
        ):
            (short if _SHORT_HEAD.fullmatch(head) else found).append(index)
    return frozenset(found + short if found else ())


def _heads(head: str) -> bool:
    """Tell whether a line has the form of a subheading without an end mark."""
    if not _SUBHEAD.fullmatch(head) or ". " in head:
        return False
    worded = head.split()
    spoken = 2 < len(worded) <= _SUBHEAD_WORDS and any(word[0].islower() for word in worded[1:])
    shouted = 1 < len(worded) <= _SUBHEAD_WORDS and head.isupper()
    return spoken or shouted


def _asks(head: str) -> bool:
    """Tell whether a line has the form of a subheading that asks what is told below."""
    return _QUESTION.fullmatch(head) is not None and ". " not in head


def _said_in_a_row(text: str, bounds: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    """Return the sentences that a tool printed again and again: no writer does, but a crowd.

    What a crowd chants is short, or stands in quotation marks.
    """
    found: set[int] = set()
    row = 1
    for number, ((start, end, _), (first, last, _)) in enumerate(pairwise(bounds), start=1):
        same = end - start == last - first >= _ROW_CHARS and text[start:end] == text[first:last]
        row = row + 1 if same else 1
        if row == _ROW:
            found.update(range(number - _ROW + 1, number))
        if row >= _ROW:
            found.add(number)
    return frozenset(found)


def _is_paragraph(text: str, line: Line) -> bool:
    """Tell whether a line is body, of some length, and whole sentences."""
    start, end = line.span.start, line.span.end
    if line.role != "body" or end - start < _PARAGRAPH_MIN_CHARS or text[start].islower():
        return False
    return _PARAGRAPH_END.search(fold(text[max(start, end - 5) : end])) is not None


def _glued(text: str, lines: Sequence[Line]) -> list[int]:
    """Return the lines that stand in the middle of another: "Ana Vell | … MORE | said"."""
    around = zip(lines, lines[1:], lines[2:], strict=False)
    return [
        index
        for index, (before, line, after) in enumerate(around, start=1)
        if (before.role, line.role, after.role) == ("body", "chrome", "body")
        and "\n" not in text[before.span.end : after.span.start]
    ]


def _blanked(text: str, spans: Sequence[Span]) -> str:
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], " " * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _blocks(
    text: str, lines: Sequence[Line], glued: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """Yield (index of first line, start, end) of each run of lines that are one paragraph."""
    index, inside = 0, frozenset(glued)
    while index < len(lines):
        first, start, end = index, lines[index].span.start, lines[index].span.end
        while index + 1 < len(lines):
            if index + 1 in inside:
                index += 2
            elif _wrapped(text, lines[index], lines[index + 1]):
                index += 1
            else:
                break
            end = lines[index].span.end
        yield first, start, end
        index += 1


def _wrapped(text: str, line: Line, following: Line) -> bool:
    """Tell whether a body line goes on in the next one."""
    if line.role != "body" or following.role != "body":
        return False
    gap = text[line.span.end : following.span.start]
    if gap.count("\n") != 1 or len(gap) > 8:
        return False
    last, head = text[line.span.end - 1], text[following.span.start]
    if last in ".!?:;\u2026\"'\u201d\u2019)":
        return False
    return line.span.end - line.span.start >= _WRAP_MIN_CHARS or head.islower()


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Return the half-open bounds of the sentences of one paragraph.

    Args:
        text: One paragraph, any length in code points.

    Returns:
        Bounds in order, without white space at the ends; empty for a blank text.
    """
    folded = fold(text)
    bounds = []
    start = seen = 0
    closed = True  # no quotation is open at ``seen``
    for match in _END.finditer(folded):
        if match.end() < len(folded) and _ends(folded, start, match):
            closed ^= folded.count('"', seen, match.start()) % 2 == 1
            seen = match.start()
            opens = (closed or match["close"] == '""') and _opens_next(folded, match)
            end = match.end("close") - opens  # of two marks, one closes what went before
            bounds.append((start, end))
            start = end if opens else match.end()
    bounds.append((start, len(text)))
    if '"' in folded:
        bounds = [part for pair in bounds for part in _uncaptioned(folded, *pair)]
    pieces = [piece for pair in bounds for piece in _pieces(text, *pair)]
    return [trimmed for pair in pieces if (trimmed := _trim(text, *pair))]


def _opens_next(text: str, match: re.Match[str]) -> bool:
    """Tell the mark of ``the plan is dead."We are done," she said``: it opens what follows.

    No quotation is open before it, the white space between two paragraphs is lost, and the next
    mark closes.
    """
    if match["gap"] is not None or match["close"] not in ('"', '""'):
        return False
    if match["close"] == '""':
        return True  # one closes, the other opens: "the plan is dead.""You bet," she said
    following = text.find('"', match.end(), match.end() + MAX_CHARS)
    return following > 0 and not text[following - 1].isspace()


def _uncaptioned(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a caption without a full stop off the quotation behind it.

    ``Ana Vell won big in Norby on Tuesday "We go on," Oren Pike said``: the quotation has a tag of
    its own, and nothing in the clause before it introduces one.
    """
    first = text.find('"', start, min(end, start + _CAPTION_CHARS))
    if first > start + _CAPTION_LEAST and text[first - 1] == " ":
        quoted = _SPOKEN.match(text, first, end)
        lead = text[start:first].rstrip()
        last = lead.lower().rpartition(" ")[2]
        open_ended = last[-1:].isalnum() and last not in STOP_WORDS
        if quoted and open_ended and lead.lstrip()[:1].isupper() and not _INTRODUCED.search(lead):
            yield start, first
            start = first
    yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long to be a sentence at white space (a list, a page without marks)."""
    while end - start > MAX_CHARS:
        cut = text.rfind(" ", start + MAX_CHARS // 2, start + MAX_CHARS)
        cut = cut if cut > start else start + MAX_CHARS
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds without white space at the ends, or None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether this end mark ends the sentence that began at ``start``."""
    mark, rest = match["mark"], match.end()
    head = text[rest : rest + 60].lstrip(_OPENING)
    if not head:
        # "NORBY, Ky. —", a dateline; a closing mark alone, behind white space
        return text[rest] not in _DASHES and bool(text[rest : rest + 60].strip(_CLOSING))
    # An em dash after the mark goes on with the sentence; so do a lower-case word and the next
    # mark of a spaced ellipsis (". . .").
    if head[0].islower() or text[rest] in "\u2014.":
        return False
    if _inside_title(text, start, match):
        return False
    if mark[-1] in "?!":
        return not (match["close"] and (_REPORTED.match(head) or _tagged(text, rest)))
    if mark != "." or match["close"].strip("]"):
        # but "your President [George W.] Poe" goes on
        return not _leaves_out(text, start, match, head)
    before = _BEFORE.search(text, max(start, match.start() - 40), match.start())
    if match["gap"] is None:
        # A capital glued to the mark begins a sentence only after a plain word (or one with a
        # hyphen), not in a name with dots (an address, "A.B.Pike").
        if before is None or not before.group().replace("-", "").isalpha():
            return before is not None and _is_glued_number(before.group(), head)
        return len(before.group().rpartition("-")[2]) >= 3
    return before is None or not _abbreviated(before.group(), text, start, match, head)


def _inside_title(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the mark stands inside the quoted title of a work that the sentence names."""
    if match["close"] or '"' not in text[max(start, match.start() - _WORK_CHARS) : match.start()]:
        return False
    work = _WORK.search(text, max(start, match.start() - _WORK_CHARS), match.start())
    return work is not None and text.find('"', match.end(), work.start() + _WORK_CHARS) > 0


def _leaves_out(text: str, start: int, match: re.Match[str], head: str) -> bool:
    """Tell the mark of ``"duties on all ... Norby timber," she wrote``: words are left out there.

    White space stands on both sides, a quotation is open, and what follows begins no sentence.
    """
    at = match.start()
    if match["mark"] not in _OMISSIONS or match["close"] or not text[at - 1 : at].isspace():
        return False
    following = re.match(r"[^\W_]+", head)
    if following is None or following.group().lower() in _STARTERS:
        return False
    return text.count('"', start, at) % 2 == 1


def _is_glued_number(word: str, head: str) -> bool:
    """Tell whether a sentence ends in a number, and another one is glued to it."""
    return (
        word.isdigit()
        and 2 <= len(word) <= 4
        and re.split(r"\W", head.lower(), maxsplit=1)[0] in _STARTERS
    )


def _tagged(text: str, at: int) -> bool:
    """Tell whether only who said it stands between a closing quote and the next full stop."""
    return text[at].isupper() and _TAGGED.match(text, at, at + _TAG_CHARS) is not None


def _abbreviated(word: str, text: str, start: int, match: re.Match[str], head: str) -> bool:
    """Tell whether ``word`` and its full stop go on with the sentence before ``head``."""
    held = _ONCE.match(word)
    if held and word[held.end() :].lower() in _TITLES:
        return True
    lower = word.lower().strip("()")
    following = re.match(r"[^\W_]+", head)
    starter = following is not None and following.group().lower() in _STARTERS
    quoted = text[match.end()] == '"'
    if word[0].islower() and lower not in _LOWER_CASE:
        return False  # "in the sun.", "He fell ill.": words, not abbreviations
    if lower in _TITLES:
        # "No." ends an answer; before a number it counts one.
        return lower not in {"no", "nos"} or head[0].isdigit()
    if lower in {"a.m", "p.m"}:
        return bool(_AFTER_TIME.match(head))
    if _NUMBERED.match(word) and match.start() - len(word) == start:
        return True
    if _COURTESY.match(head):
        return False
    if lower in _SHORTENED:
        return not starter and not quoted
    if len(word) == 1 and word.isalpha():
        return word.isupper() and word != "I" and not starter and not quoted
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return not starter and not quoted
    return False
