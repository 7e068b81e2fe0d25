"""Cut a text into its lines, as spans without surrounding white space."""

from __future__ import annotations

# Hard-wrapped text (mail, old wires): lines of at most this many characters …
_WRAP_MAX = 100
# … of which the broken ones fill at least this share of the longest.
_WRAP_FILL = 0.7
# So many lines that run on in lower case, and this share of all lines, make a text wrapped.
_WRAP_LINES = 3
_WRAP_SHARE = 0.3

# Start and end of a line, half open.
Bounds = tuple[int, int]


def line_spans(text: str) -> list[Bounds]:
    """Return the non-blank lines of a text, cut where ``str.splitlines`` cuts.

    A hard-wrapped paragraph (several adjacent lines, broken in mid-sentence at
    one width) comes back as one span, so that its sentences stay whole.
    """
    spans: list[Bounds] = []
    adjacent: list[bool] = []  # no blank line between this line and the one before
    offset, blank = 0, True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            start = offset
            if raw[0].isspace():
                start += len(raw) - len(raw.lstrip())
            spans.append((start, start + len(stripped)))
            adjacent.append(not blank)
        blank = not stripped
        offset += len(raw)
    return _unwrap(text, spans, adjacent)


def _unwrap(text: str, spans: list[Bounds], adjacent: list[bool]) -> list[Bounds]:
    """Join the lines of hard-wrapped paragraphs."""
    if len(spans) < _WRAP_LINES or any(end - start > _WRAP_MAX for start, end in spans):
        return spans
    runs_on = [False] * len(spans)
    for i in range(1, len(spans)):
        last = text[spans[i - 1][1] - 1]
        runs_on[i] = (
            adjacent[i] and text[spans[i][0]].islower() and (last.isalnum() or last in ",;-—–’'\")")
        )
    if sum(runs_on) < max(_WRAP_LINES, _WRAP_SHARE * len(spans)):
        return spans
    width = max(end - start for start, end in spans)
    joined: list[Bounds] = []
    last_length = 0
    for i, (start, end) in enumerate(spans):
        full = adjacent[i] and last_length >= _WRAP_FILL * width
        if joined and (runs_on[i] or full):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        last_length = end - start
    return joined
