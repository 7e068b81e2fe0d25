"""What is still to be said once every line has its role: pieces, certainty, a broken end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dedup.cleaning import patterns as p
from dedup.cleaning import rules
from dedup.cleaning.edges import end_mark_start, notice_start, signature_start, title_bounds
from dedup.cleaning.features import LineFacts, has_sentence_break
from dedup.cleaning.inserts import has_inserts, inserts_in
from dedup.cleaning.promos import contact_start, promo_start
from dedup.cleaning.split import Bounds
from dedup.model import Role
from dedup.text import fold

# Rules are certain, not infallible.
_RULE_SCORE = 0.95
# The end of the body and the paywall under it are at most so many lines apart.
_PAYWALL_REACH = 12
# Who signs a text stands at most so many lines below it.
_SIGNED_REACH = 2
_SIGNS = re.compile(r"\(@\w|\b(?:report|edit|writ|contribut)")


# Start and end of a line, its role, and how sure that is.
Cut = tuple[int, int, Role, float]


@dataclass(slots=True)
class Draft:
    """An article's lines while their roles are being settled.

    Args:
        headline: The given headline, "" if none.
        text: The article's text.
        folded: The same, folded.
        spans: Start and end of each line.
        facts: What they show.
        title: What the given headline shows.
        furnished: The text came with the furniture of its page.
        again: Which may repeat another, or be repeated; see ``repeats.shared_lines``.
        plain: The role that each line has wherever it stands, if any.
        n_content: Content words of each line.
        overlap: Share of them found in the other prose lines.
        like_title: How much each line says what the headline does.
        scores: How surely each belongs to the article, by the models.
        roles: The roles so far.
    """

    headline: str
    text: str
    folded: str
    spans: list[Bounds]
    facts: Sequence[LineFacts] = ()
    title: LineFacts | None = None
    furnished: bool = False
    again: Sequence[bool] = ()
    plain: Sequence[Role | None] = ()
    n_content: Sequence[int] = ()
    like_title: Sequence[float] = ()
    overlap: Sequence[float] = ()
    scores: list[float] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)

    def body(self) -> list[int]:
        """Return the places of the body lines."""
        return [i for i, role in enumerate(self.roles) if role == "body"]

    def line(self, i: int) -> str:
        """Return the text of one line."""
        start, end = self.spans[i]
        return self.text[start:end]


def split_pieces(draft: Draft) -> list[Cut]:
    """Cut datelines off the first paragraphs, who signs off messages and the last."""
    body = draft.body()
    last = body[-1] if body else -1
    scores = _certainties(draft)
    cuts = [
        (start, end, role, score)
        for (start, end), role, score in zip(draft.spans, draft.roles, scores, strict=True)
    ]
    # From the end, so that the places before stay.
    messages = "(@" in draft.text
    for i in reversed(body):
        if i in body[:3] or i == last or (messages and "(@" in draft.line(i)):
            above, line = _without_title(draft, cuts[i], i in body[:3])
            cuts[i : i + 1] = above + _split_line(draft.text, line, i in body[:3], i == last)
    if messages or " | " in draft.text:
        cuts = [piece for cut in cuts for piece in _without_sources(draft.text, cut)]
    if has_inserts(draft.text):
        return [piece for cut in cuts for piece in _without_inserts(draft.text, cut)]
    return cuts


def _without_inserts(text: str, line: Cut) -> list[Cut]:
    """Cut what a linker glued into a body line out of it."""
    start, end, role, score = line
    if role != "body":
        return [line]
    cuts: list[Cut] = []
    for first, last in inserts_in(text, start, end):
        if not any(map(str.isalnum, text[last:end])):
            last = end  # a full stop alone is no line
        cuts += _trimmed(text, start, first, role, score)
        cuts.append((first, last, "chrome", _RULE_SCORE))
        start = last
    return cuts + _trimmed(text, start, end, role, score)


def _without_sources(text: str, line: Cut) -> list[Cut]:
    """Cut a caption with its source, and who signs a message, off what is glued behind them."""
    start, end, role, score = line
    if role != "body":
        return [line]
    cuts: list[Cut] = []
    if text.find(" | ", start, end) >= 0:
        caption = p.GLUED_CAPTION.match(text, start, end)
        if caption:
            start = caption.end()
            cuts.append((*caption.span(), "caption", _RULE_SCORE))
    if text.find("(@", start, end) >= 0:
        for signed in p.MESSAGE_SIGNED.finditer(text, start, end):
            cuts += _trimmed(text, start, signed.start(), role, score)
            cuts.append((*signed.span(), "credit", _RULE_SCORE))
            start = signed.end()
    return cuts + _trimmed(text, start, end, role, score)


def torn_by(text: str, cuts: Sequence[Cut]) -> frozenset[Bounds]:
    """Return the pieces of sentences that a dossier was cut out of.

    "… said Sen. Ana Vell" is no line that a site repeats, in however many articles it stands.
    """
    if "MORE" not in text:
        return frozenset()
    torn: set[Bounds] = set()
    for left, right in pairwise(cuts):
        joined = "\n" not in text[left[1] : right[0]]
        if joined and left[2] == "chrome" and text.endswith("MORE", left[0], left[1]):
            torn.add(right[:2])
        if joined and right[2] == "chrome" and "MORE" in text[right[0] : right[1]]:
            torn.add(left[:2])
    return frozenset(torn)


def _trimmed(text: str, start: int, end: int, role: Role, score: float) -> list[Cut]:
    """Return a piece without white space around it, if anything is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return [(start, end, role, score)] if end > start else []


def _without_title(draft: Draft, line: Cut, is_first: bool) -> tuple[list[Cut], Cut]:
    """Cut the headline that a page printed on the line of a paragraph, with what is above it."""
    start, end, role, score = line
    if not is_first or draft.title is None or draft.title.text not in draft.folded[start:end]:
        return [], line
    caption = p.GLUED_CAPTION.match(draft.text, start, end)
    above: list[Cut] = [(*caption.span(), "caption", _RULE_SCORE)] if caption else []
    start = caption.end() if caption else start
    found = title_bounds(draft.text[start:end], draft.headline)
    if found is None:
        return [], line
    first, last = start + found[0], start + found[1]
    again: Role = "duplicate" if "headline" in draft.roles else "headline"
    above += _trimmed(draft.text, start, first, "chrome", _RULE_SCORE)
    above.append((first, last, again, _RULE_SCORE))
    (text,) = _trimmed(draft.text, last, end, role, score)
    return above, text


def _split_line(text: str, line: Cut, has_dateline: bool, is_last: bool) -> list[Cut]:
    """Cut one line into its dateline, its text and the name or agency that signs it."""
    first, last, role, score = line
    whole = text[first:last]
    cut = rules.dateline_length(whole) if has_dateline else 0
    tail, tail_role = _tail(whole, is_last)
    start, end = first, last
    cuts: list[Cut] = []
    if cut:
        cuts.append((first, first + cut, "dateline", _RULE_SCORE))
        start += cut + len(whole[cut:]) - len(whole[cut:].lstrip())
    if tail > cut:
        end = first + len(whole[:tail].rstrip())
    if end > start:
        cuts.append((start, end, role, score))
    if tail > cut:
        cuts.append((first + tail, last, tail_role, _RULE_SCORE))
    return cuts


def _tail(whole: str, is_last: bool) -> tuple[int, Role]:
    """Return where begins what is glued behind the text of a line, 0 if nothing is; its role."""
    tail = rules.message_end(whole) or (rules.ends_in_agency(whole) if is_last else 0)
    if tail or not is_last:
        return tail, "credit"
    folded = fold(whole)
    notice = notice_start(whole) or end_mark_start(whole) or promo_start(folded)
    if notice:
        return notice, "chrome"
    return contact_start(folded) or signature_start(whole), "byline"


def _certainties(draft: Draft) -> list[float]:
    """Return how sure each role is: the model's score of it, or that of a rule."""
    if not draft.furnished:
        return [1.0 if role == "body" else _RULE_SCORE for role in draft.roles]
    return [
        _certainty(role, score, plain)
        for role, score, plain in zip(draft.roles, draft.scores, draft.plain, strict=True)
    ]


def _certainty(role: Role, score: float, plain: Role | None) -> float:
    if role == "body":
        return round(max(score, 0.5), 6)
    if plain is None and role in ("chrome", "teaser"):
        return round(max(1.0 - score, 0.5), 6)
    return _RULE_SCORE


def is_truncated(draft: Draft) -> bool:
    """Return whether the text breaks off: a paywall under it, or a clipped end."""
    body = draft.body()
    if not body:
        # A gallery's captions alone: the article that they belong to did not come with them.
        return "caption" in draft.roles or any(map(rules.asks_to_subscribe, draft.facts))
    last = body[-1]
    for i in range(last + 1, min(last + 1 + _PAYWALL_REACH, len(draft.facts))):
        line = draft.facts[i]
        if rules.asks_to_subscribe(line) or _goes_on(line):
            return True
    line, text = draft.facts[last], draft.line(last)
    if p.MORE_TAIL.search(text[-60:].lower()):
        return True
    if len(text) < 60 or not (text[-1].isalnum() or text[-1] == ","):
        return False
    tail = text[-120:]
    if (
        end_mark_start(text)
        or rules.message_end(text)
        or p.ADDRESS_TAIL.search(tail)
        or p.NAME_TAIL.search(tail)
    ):
        return False
    if _is_signed(draft, last) or _is_promo(draft, body):
        return False
    # A headline alone ends without a mark too; prose before it shows that one is missing.
    return any(draft.facts[i].end_mark for i in body[:-1]) or (
        len(text) >= 250 and has_sentence_break(line)
    )


def _goes_on(line: LineFacts) -> bool:
    """Return whether the line says that this text goes on on another page."""
    return p.CONTINUE.fullmatch(line.lower) is not None and not p.ELSEWHERE.search(line.lower)


def _is_promo(draft: Draft, body: Sequence[int]) -> bool:
    """Return whether the last body lines are titles below a text that ends as it should."""
    for i in reversed(body):
        line = draft.facts[i]
        if line.end_mark or not rules.is_title(line):
            return line.end_mark
    return False


def _is_signed(draft: Draft, last: int) -> bool:
    """Return whether who wrote, reported or sent it stands right below the last body line."""
    for i in range(last + 1, min(last + 1 + _SIGNED_REACH, len(draft.facts))):
        line = draft.facts[i]
        if draft.roles[i] == "byline" or (draft.roles[i] == "credit" and _SIGNS.search(line.lower)):
            return True
    return False
