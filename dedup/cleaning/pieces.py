"""What is still to be said once every line has its role: pieces, certainty, a broken end."""

from __future__ import annotations

from dataclasses import dataclass

from dedup.cleaning import patterns as p
from dedup.cleaning import rules
from dedup.cleaning.features import LineFacts, has_sentence_break
from dedup.model import Line, Role, Span

# Rules are certain, not infallible.
_RULE_SCORE = 0.95
# The end of the body and the paywall under it are at most so many lines apart.
_PAYWALL_REACH = 12


@dataclass(slots=True)
class Draft:
    """An article's lines while their roles are being settled.

    Args:
        headline: The given headline, "" if none.
        text: The article's text.
        folded: The same, folded.
        spans: Its lines.
        facts: What they show.
        contents: Their content words; empty where nothing asks for them.
        scores: How surely each belongs to the article, by the models.
        roles: The roles so far.
        furnished: The text came with the furniture of its page.
        overlap: Share of each line's words found in the other prose lines; 0 in a clean
            text that has its headline, where nothing asks for it.
        plain: The role that each line has wherever it stands, if any.
    """

    headline: str
    text: str
    folded: str
    spans: list[Span]
    facts: list[LineFacts]
    contents: list[frozenset[str]]
    scores: list[float]
    roles: list[Role]
    furnished: bool
    overlap: list[float]
    plain: list[Role | None]

    def body(self) -> list[int]:
        """Return the places of the body lines."""
        return [i for i, role in enumerate(self.roles) if role == "body"]

    def content(self, i: int) -> frozenset[str]:
        """Return the content words of one line."""
        return self.contents[i] if self.contents else self.facts[i].content()

    def line(self, i: int) -> str:
        """Return the text of one line."""
        span = self.spans[i]
        return self.text[span.start : span.end]


def split_pieces(draft: Draft) -> tuple[Line, ...]:
    """Cut datelines off the first paragraphs and a closing "(AP)" off the last."""
    body = draft.body()
    opening, last = set(body[:3]), body[-1] if body else -1
    lines: list[Line] = []
    for i, (span, role) in enumerate(zip(draft.spans, draft.roles, strict=True)):
        score = _certainty(draft, i)
        text = draft.line(i)
        cut = rules.dateline_length(text) if i in opening else 0
        tail = rules.ends_in_agency(text) if i == last else 0
        start, end = span.start, span.end
        if cut:
            lines.append(Line(Span(start, start + cut), "dateline", _RULE_SCORE))
            start += cut + len(text[cut:]) - len(text[cut:].lstrip())
        if tail > cut:
            end = span.start + len(text[:tail].rstrip())
        if (start, end) == (span.start, span.end):
            lines.append(Line(span, role, score))
        elif end > start:
            lines.append(Line(Span(start, end), role, score))
        if tail > cut:
            lines.append(Line(Span(span.start + tail, span.end), "credit", _RULE_SCORE))
    return tuple(lines)


def _certainty(draft: Draft, i: int) -> float:
    """Return how sure the role is: the model's score of it, or that of a rule."""
    role, score = draft.roles[i], draft.scores[i]
    if not draft.furnished:
        return 1.0 if role == "body" else _RULE_SCORE
    if role == "body":
        return round(max(score, 0.5), 6)
    if role in ("chrome", "teaser") and draft.plain[i] is None:
        return round(max(1.0 - score, 0.5), 6)
    return _RULE_SCORE


def is_truncated(draft: Draft) -> bool:
    """Return whether the text breaks off: a paywall under it, or a clipped end."""
    body = draft.body()
    if not body:
        return any(p.PAYWALL.search(line.lower) for line in draft.facts)
    last = body[-1]
    for i in range(last + 1, min(last + 1 + _PAYWALL_REACH, len(draft.facts))):
        line = draft.facts[i]
        if p.PAYWALL.search(line.lower) or p.CONTINUE.fullmatch(line.lower):
            return True
    line, text = draft.facts[last], draft.line(last)
    if p.MORE_TAIL.search(text[-60:].lower()):
        return True
    if len(text) < 60 or not (text[-1].isalnum() or text[-1] == ","):
        return False
    # A headline alone ends without a mark too; prose before it shows that one is missing.
    return any(draft.facts[i].end_mark for i in body[:-1]) or (
        len(text) >= 250 and has_sentence_break(line)
    )
