"""Who signs words: the name under a post that a page shows, or under a line set apart.

"We shall rebuild the pier.
— Jane Poe (@poe) May 3, 2031" has no quotation marks: the paragraph above the signature is
hers. Priorities: of a post of several paragraphs the last one only, since nothing tells where
it begins; a name that the article does not have stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dedup.facts.gazetteer import fold_key, gazetteer
from dedup.facts.name_forms import person_key
from dedup.facts.names import NameTable
from dedup.facts.speech import Speaker
from dedup.model import ParsedArticle

_SIGNATURE = re.compile(r"(?:\u2014|--) ([^()\n\u2014]{2,60}) \(@\w{1,20}\)")
# What ends a post and is none of its words.
_LINKS = re.compile(r"(?:\s*(?:(?:https?://|pic\.twitter\.com/)\S+|[#@]\w+))+\s*$")
# "- Jane Poe" behind a quote, up to a title before the name.
_DASH = re.compile(r"[\"']?\s*(?:\u2014|--?) ?(?=[A-Z])")
_HANDLE = re.compile(r"@(\w{1,20})")
# A signature stands so near before the words of the next post.
_POST_CHARS = 300
_TITLE_CHARS = 12
_NAME_CHARS = 80


class Post(NamedTuple):
    """A paragraph that somebody signs: half-open offsets, and the key of who does."""

    start: int
    end: int
    paragraph: int
    key: str


def shown_posts(
    parsed: ParsedArticle, folded: str, table: NameTable, groups: Sequence[Sequence[int]]
) -> list[Post]:
    """Return the posts that an article shows.

    Args:
        parsed: The article with its sentences.
        folded: Its text through ``text.fold``.
        table: Its names.
        groups: For each content paragraph, indices of its sentences in the content.
    """
    content = parsed.content()
    ends = {content[group[-1]].index: number for number, group in enumerate(groups)}
    found = []
    for sentence in parsed.sentences:
        signed = _SIGNATURE.search(folded, sentence.span.start, sentence.span.end)
        number = ends.get(sentence.index - 1)
        if signed is None or number is None or sentence.role != "credit":
            continue
        group = groups[number]
        start, end = content[group[0]].span.start, content[group[-1]].span.end
        links = _LINKS.search(folded, start, end)
        end = links.start() if links is not None else end
        if content[group[0]].role == "body" and end > start:
            found.append(Post(start, end, number, _key_of(table, signed.group(1))))
    return found


def _key_of(table: NameTable, printed: str) -> str:
    """Return the key of a printed name ("Rep. Jane Poe"), titles aside."""
    words, titles = printed.split(), {"the", *gazetteer().titles}
    while len(words) > 1 and words[0].lower().rstrip(".") in titles:
        words = words[1:]
    key = person_key(words)
    surname = key.rpartition(" ")[0]
    known = (one for one in (key, surname) if table.kinds.get(one) == "person")
    return next(known, fold_key(" ".join(words)))


def posted_by(folded: str, table: NameTable, start: int, end: int) -> tuple[bool, str | None]:
    """Read "— Mia Lowe (@lowe) May 3, 2031 .@JanePoe on it: “…”": whether, and whose it is.

    A signature follows what it signs: the words behind it are another's post.
    """
    signed = list(_SIGNATURE.finditer(folded, max(start, end - _POST_CHARS), end))
    if not signed:
        return False, None
    handles = _HANDLE.findall(folded, signed[-1].end(), end)
    bearers = {
        key
        for key, kind in table.kinds.items()
        if kind == "person" and handles
        and table.names.get(key, "").replace(" ", "").lower() == handles[-1].lower()
    }  # fmt: skip
    return True, bearers.pop() if len(bearers) == 1 else None


def signer(folded: str, table: NameTable, end: int) -> Speaker | None:
    """Return who stands alone on the line behind a quote that ends there: "- Jane Poe"."""
    dash = _DASH.match(folded, end)
    if dash is None:
        return None
    line_end = folded.find("\n", dash.end())
    line_end = line_end if line_end >= 0 else len(folded)
    named = table.within(dash.end(), min(line_end, dash.end() + _NAME_CHARS))
    if not named or named[0].kind == "place" or named[0].start - dash.end() > _TITLE_CHARS:
        return None
    alone = not folded[named[0].end : line_end].strip()
    return Speaker(named[0].key, "", named[0].start) if alone else None
