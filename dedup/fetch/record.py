"""An article as a line of JSON that every other command reads."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dedup.model import Article
from dedup.times import moment


def to_lines(articles: Iterable[Article], *, ascii: bool = False) -> str:
    """Return one JSON object a line, by the keys of the input record; "" for none.

    What is unknown is left out; ``extra`` stands beside the fields, as it came. The time of
    publication is in UTC; ``published_zone`` beside it is the zone it was stated in.

    Args:
        articles: Any.
        ascii: Write every other character as an escape, for where it could not be shown.
    """
    return "".join(f"{_line(article, ascii)}\n" for article in articles)


def _line(article: Article, is_ascii: bool) -> str:
    fields = {
        "id": article.id,
        "source": article.source,
        "headline": article.headline,
        "text": article.text,
        "url": article.url,
        "published": moment(article.published),
        "language": article.language,
    }
    known = {name: value for name, value in fields.items() if value}
    record = {**{str(key): value for key, value in article.extra.items()}, **known}
    return json.dumps(record, sort_keys=True, ensure_ascii=is_ascii, default=str)
