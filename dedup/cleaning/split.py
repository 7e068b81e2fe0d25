"""Cut a text into its lines, as spans without surrounding white space."""

from __future__ import annotations

from dedup.model import Span

# Hard-wrapped text (mail, old wires): lines of at most this many characters …
_WRAP_MAX = 100
# … of which the broken ones fill at least this share of the longest.
_WRAP_FILL = 0.7
# So many lines that run on in lower case, and this share of all lines, make a text wrapped.
_WRAP_LINES = 3
_WRAP_SHARE = 0.3


def line_spans(text: str) -> list[Span]:
    """Return the non-blank lines of a text, cut where ``str.splitlines`` cuts.

    A hard-wrapped paragraph (several adjacent lines, broken in mid-sentence at
    one width) comes back as one span, so that its sentences stay whole.
    """
    spans: list[Span] = []
    adjacent: list[bool] = []  # no blank line between this line and the one before
    offset, blank = 0, True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = offset
            if raw[0].isspace():
                start += len(raw) - len(raw.lstrip())
            spans.append(Span(start, start + len(stripped)))
            adjacent.append(not blank)
        blank = not stripped
        offset += len(raw)
    return _unwrap(text, spans, adjacent)


def _unwrap(text: str, spans: list[Span], adjacent: list[bool]) -> list[Span]:
    """Join the lines of hard-wrapped paragraphs."""
    if len(spans) < _WRAP_LINES or any(s.end - s.start > _WRAP_MAX for s in spans):
        return spans
    runs_on = [False] * len(spans)
    for i in range(1, len(spans)):
        before, line = spans[i - 1], spans[i]
        runs_on[i] = (
            adjacent[i]
            and text[line.start].islower()
            and (text[before.end - 1].isalnum() or text[before.end - 1] in ",;-—–’'\")")
        )
    if sum(runs_on) < max(_WRAP_LINES, _WRAP_SHARE * len(spans)):
        return spans
    width = max(s.end - s.start for s in spans)
    joined: list[Span] = []
    last_length = 0
    for i, line in enumerate(spans):
        full = adjacent[i] and last_length >= _WRAP_FILL * width
        if joined and (runs_on[i] or full):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        last_length = line.end - line.start
    return joined
