"""Builders: a test names only what matters to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from dedup.model import Article

# The same examples on every run, and no clock: a busy machine must not fail a test.
settings.register_profile("dedup", deadline=None, derandomize=True, database=None)
settings.load_profile("dedup")


def labelled(cases: list[dict[str, Any]]) -> list[Any]:
    """Return the cases of a table as parameters; what is known to be wrong must stay so."""
    return [
        pytest.param(
            case,
            id="-".join([str(number), *([case["style"]] if "style" in case else [])]),
            marks=[pytest.mark.xfail(strict=True, reason=case["known_wrong"])]
            if "known_wrong" in case
            else [],
        )
        for number, case in enumerate(cases)
    ]


def make_article(
    article_id: str = "a",
    text: str = "The ferry sank off Corvane on Monday.",
    *,
    source: str | None = None,
    headline: str = "",
    published: str | None = None,
    **rest: Any,
) -> Article:
    """Build an article; ``published`` is an ISO day or time, taken as UTC."""
    moment = None
    if published is not None:
        moment = datetime.fromisoformat(published)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Article(
        id=article_id,
        source=article_id if source is None else source,
        headline=headline,
        text=text,
        published=moment,
        **rest,
    )


@pytest.fixture
def article() -> Callable[..., Article]:
    return make_article


@pytest.fixture
def write_jsonl(tmp_path: Path) -> Callable[..., Path]:
    def write(records: Iterable[Mapping[str, Any] | str], name: str = "feed.jsonl") -> Path:
        path = tmp_path / name
        lines = [r if isinstance(r, str) else json.dumps(r) for r in records]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the developer's own configuration out of the tests."""
    import os

    for name in list(os.environ):
        if name.startswith("DEDUP_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))
