"""Which stretches of an article stand inside quotation marks.

Works on folded text only, so that straight, curly and angle marks cannot make a
difference: whether a mark opens or closes is read from its neighbours. Priorities:
an apostrophe is never a mark; the outermost marks win (what is nested belongs to the
quote around it); a mark without a partner opens nothing, unless the next paragraph
opens again (a quote over several paragraphs) or a colon or comma introduces it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"\"|''|'")
# Apostrophes that stand where an opening mark could: decades and clipped words.
_ELISION = re.compile(r"'(?:\d0s|em|tis|twas|cause|til|till|n|round|bout|cos|cuz)\b", re.IGNORECASE)
# How many marks to look ahead for the end of a single-quoted stretch; keeps long lines linear.
_LOOKAHEAD = 40
_STOPS = frozenset(".!?")
# ", Poe said. " and ", said Poe. " before a mark: no words of a quote that lost its mark.
_TAG = re.compile(
    r"[,?!](?:(?: [A-Z][\w.'-]*){1,4} (?:said|says|added)|"
    r" (?:said|says|added)(?: [A-Z][\w.'-]*){1,4})\. ?$"
)
_TAG_CHARS = 70
_DOUBLE = re.compile('"')
_SINGLE = re.compile(r"(?<!')'(?!')")
_NEXT_SENTENCE = re.compile(r"(?<=[a-z]{3})[.!?] (?=[A-Z])")
# The tag of a quote that has lost its closing mark before it.
_SAID = re.compile(r"[,?!] (?:\w+ ){0,4}(?:said|says|added|asked|told|wrote)\b")
# A quote that is not closed where its paragraph ends goes on for so many paragraphs at most.
_MOST_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch between marks, without them: half-open offsets into the article.

    ``paragraph`` numbers the paragraphs handed in. ``continues``: the next paragraph goes on
    with the same quote.
    """

    start: int
    end: int
    paragraph: int
    continues: bool = False


def find_quoted(folded: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quoted]:
    """Return the quoted stretches of an article, in order, none overlapping.

    Args:
        folded: The article's text through ``text.fold``.
        paragraphs: Half-open bounds of its paragraphs, in order.
    """
    found: list[Quoted] = []
    behind = 0  # a quote that ran on from an earlier paragraph ends here
    for number, (start, end) in enumerate(paragraphs):
        start = max(start, min(behind, end))
        pairs, open_at, mixed = _pairs(folded, start, end)
        found.extend(Quoted(left, right, number) for left, right in pairs)
        if open_at is None:
            continue
        mark = folded[open_at - 1]
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else -1
        introduced = folded[start : open_at - 1].rstrip("\"' ").endswith((":", ","))
        lead = folded[start : open_at - 1].rstrip()
        opens = introduced or not lead
        begins = opens or (lead[-1:] in _STOPS and folded[open_at : open_at + 1].isupper())
        closing = _runs_on(folded, paragraphs, number) if opens and mark == '"' else None
        if following >= 0 and folded[following] == mark:
            found.append(Quoted(open_at, end, number, continues=True))
        elif closing is not None:
            found.append(Quoted(open_at, end, number, continues=True))
            for at in range(number + 1, closing[0]):
                found.append(Quoted(*paragraphs[at], at, continues=True))
            found.append(Quoted(paragraphs[closing[0]][0], closing[1], closing[0]))
            behind = closing[1] + 1
        elif mixed is not None and mark == '"':
            found.append(Quoted(open_at, mixed, number))
        elif begins and mark == '"':
            found.append(Quoted(open_at, end, number))
    return [stretch for stretch in found if folded[stretch.start : stretch.end].strip(" .,\"'")]


def _runs_on(
    folded: str, paragraphs: Sequence[tuple[int, int]], number: int
) -> tuple[int, int] | None:
    """Return in which paragraph and where a quote closes that the next ones go on with."""
    for at in range(number + 1, min(len(paragraphs), number + 1 + _MOST_PARAGRAPHS)):
        start, end = paragraphs[at]
        depth = 0
        for mark in _DOUBLE.finditer(folded, start, end):
            if mark.start() == start:
                return None
            depth += 1 if _opens(folded, mark.start(), start, end) else -1
            if depth < 0:
                after = folded[mark.end() : mark.end() + 1] if mark.end() < end else " "
                return None if after.isalnum() else (at, mark.start())
        if depth:
            return None
    return None


def _opens(folded: str, at: int, start: int, end: int) -> bool:
    """Tell whether a double mark stands where only an opening one can."""
    before = folded[at - 1] if at > start else " "
    return before.isspace() and at + 1 < end and not folded[at + 1].isspace()


def _is_nested(
    folded: str, marks: Sequence[re.Match[str]], open_at: int, *, start: int, end: int
) -> bool:
    """Tell ``"It was not "a war of ours." We know."``: a mark that opens before one closes.

    ``marks`` are those from the inner one on. They pair off, or the outer quote opens its
    paragraph and is not closed in it; else the outer mark has lost its partner.
    """
    inner = marks[0].start()
    lead = folded[start : open_at - 1].rstrip()
    whole = not folded[open_at].islower() and (not lead or lead[-1] in ",:.!?")
    if not whole or _SAID.search(folded, open_at, inner):
        return False
    depth, closed = 1, False
    for mark in marks:
        if mark.group() == '"':
            depth += 1 if _opens(folded, mark.start(), start, end) else -1
            closed = closed or depth == 1
            if not depth:
                return True
    return closed and not lead


def _pairs(
    folded: str, start: int, end: int
) -> tuple[list[tuple[int, int]], int | None, int | None]:
    """Pair the marks of one paragraph.

    Returns:
        Bounds inside the marks; where an unclosed quote begins; where a single mark
        would close it.
    """
    marks = list(_MARK.finditer(folded, start, end))
    pairs: list[tuple[int, int]] = []
    open_at: int | None = None
    single = False
    mixed: int | None = None
    skip_to = start
    depth, holds = 0, False  # How many are open inside the outer quote, and whether any was.
    for number, mark in enumerate(marks):
        if mark.start() < skip_to:
            continue
        before = folded[mark.start() - 1] if mark.start() > start else " "
        after = folded[mark.end()] if mark.end() < end else " "
        if depth and mark.group() != "'":
            depth += 1 if _opens(folded, mark.start(), start, end) else -1
        elif mark.group() == "'":
            if open_at is not None:
                if mixed is None and before in ",.!?" and after == " ":
                    mixed = mark.start()
            elif _opens_single(folded, mark.start(), before, after):
                close = _single_end(folded, marks[number + 1 : number + _LOOKAHEAD], end)
                if close is not None:
                    close = _lost_end(folded, mark.end(), close) or close
                    pairs.append((mark.end(), close))
                    skip_to = close + 1
                elif _may_run_on(folded, mark.start(), start, end):
                    open_at, mixed, single = mark.end(), None, True
        elif open_at is None:
            if not after.isspace() or before.isspace():
                glued = not (before.isspace() or before in "([\u2014-/,:'\"")
                if not glued or _opens_glued(folded, marks, number, end):
                    open_at, mixed, single = mark.end(), None, False
        elif single:
            continue
        elif mark.start() == open_at and not after.isspace():
            open_at = mark.end()  # a doubled mark opens once
        elif not before.isspace() or after.isspace():
            if mark.start() > open_at:
                pairs.append((open_at, mark.start()))
            open_at, holds = None, False
        elif folded[max(open_at, mark.start() - 9) : mark.start()].rstrip()[-1:] in _STOPS:
            # The mark that closes is lost, or it stands on the wrong side of the space.
            tag = _TAG.search(folded, max(open_at, mark.start() - _TAG_CHARS), mark.start())
            pairs.append((open_at, tag.start() + 1 if tag else mark.start()))
            open_at = mark.end() if _closes_next(folded, marks, number, end) else None
        elif holds or _is_nested(
            folded, marks[number : number + _LOOKAHEAD], open_at, start=start, end=end
        ):
            depth, holds = 1, True
        else:
            open_at, mixed = mark.end(), None
    return pairs, open_at, mixed


def _opens_glued(folded: str, marks: Sequence[re.Match[str]], number: int, end: int) -> bool:
    """Tell whether a double mark opens that no white space stands before.

    Behind a full stop it does so only before a capital, and if the next one closes: "the pier."We
    go on," she said".
    """
    mark = marks[number]
    before, after = folded[mark.start() - 1], folded[mark.end() : mark.end() + 1]
    if not after.isalnum() or before.isalnum():
        return False
    return before not in _STOPS or (after.isupper() and _closes_next(folded, marks, number, end))


def _closes_next(folded: str, marks: Sequence[re.Match[str]], number: int, end: int) -> bool:
    """Tell whether the next double mark behind one closes what it would open."""
    for mark in marks[number + 1 : number + _LOOKAHEAD]:
        if mark.group() != "'":
            after = folded[mark.end()] if mark.end() < end else " "
            return not folded[mark.start() - 1].isspace() and not after.isalnum()
    return False


def _may_run_on(folded: str, at: int, start: int, end: int) -> bool:
    """Tell whether a single mark may open a quote that the next paragraph goes on with."""
    if at == start:
        return folded.find('"', start, end) < 0
    return folded[at - 2 : at] in (". ", ": ", ", ") and folded.find('"', at, end) < 0


def _opens_single(folded: str, at: int, before: str, after: str) -> bool:
    if not (before.isspace() or before in '([\u2014-:"') or after.isspace():
        return False
    return (after.isalnum() or after in '"[\u2026') and not _ELISION.match(folded, at)


def _single_end(folded: str, marks: Sequence[re.Match[str]], end: int) -> int | None:
    """Return where a single-quoted stretch ends, or None if no mark can close it."""
    weak: int | None = None
    n_double = 0
    for mark in marks:
        at = mark.start()
        before = folded[at - 1]
        after = folded[mark.end()] if mark.end() < end else " "
        if mark.group() != "'":
            n_double += 1
            continue
        if weak is not None and _opens_single(folded, at, before, after):
            return weak
        if before.isspace() or after.isalnum() or n_double % 2:
            continue
        plural = before == "s" and after == " " and folded[at + 2 : at + 3].islower()
        if not plural:
            return at
        weak = at if weak is None else weak
    return weak


def _lost_end(folded: str, start: int, close: int) -> int | None:
    """Return where the sentence ends that a single-quoted stretch opens, if its own end is lost.

    "It was 'a great day. Pike said Vell was 'eager' to come": another stretch opens behind that
    sentence, before any closes, and it is the one that the next mark closes. None if it is not so.
    """
    opened = [
        mark.start()
        for mark in _SINGLE.finditer(folded, start, close)
        if _opens_single(folded, mark.start(), folded[mark.start() - 1], folded[mark.end()])
    ]
    if len(opened) != 1:
        return None
    stop = _NEXT_SENTENCE.search(folded, start, opened[0])
    return stop.start() + 1 if stop is not None else None
