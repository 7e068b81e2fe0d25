"""Builders: a test names only what matters to it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import dedup
from dedup.archive import Archive, open_archive
from dedup.cli import main
from dedup.fetch.client import Client
from dedup.model import Article
from tests.fetch_server import LIMIT, QUICK, Server

# The same examples on every run, and no clock: a busy machine must not fail a test.
settings.register_profile("dedup", deadline=None, derandomize=True, database=None)
settings.load_profile("dedup")


SINKS = """Source: Port Herald
Headline: Ferry sinks off Corvane, nine rescued
Published: 2031-05-12T18:00:00+00:00

The ferry Aldous sank off Corvane harbour on Monday evening after striking a reef.

Nine passengers were rescued by the lifeboat Merit, the harbour master said. Two people are missing.

"Nobody was warned," said Ilse Brandt, the mayor of Corvane.
"""
RESCUED = """Source: Daily Ledger
Headline: Twelve saved as Corvane ferry goes down
Published: 2031-05-12T20:00:00+00:00

Twelve passengers were rescued by the lifeboat Merit when the ferry Aldous sank off Corvane harbour.

The ferry struck a reef on Monday evening. Two people are missing, the harbour master said.

The company, Norrick Lines, declined to comment.
"""
BUDGET = """Source: Inland Post
Headline: Council of Tarrow passes budget
Published: 2031-02-01

The council of Tarrow passed a budget of 40 million crowns on Saturday by eleven votes to eight.

Libraries will stay open on Sundays, the treasurer Odo Venn said.
"""
COMPARING = ("diff", "cluster", "duplicates", "clean")


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
    for name in list(os.environ):
        if name.startswith("DEDUP_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "desk.sqlite", create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with three articles in ``in/``, two of them about one event."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "in").mkdir()
    for name, text in (("herald", SINKS), ("ledger", RESCUED), ("inland", BUDGET)):
        (tmp_path / "in" / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def environment() -> dict[str, str]:
    """Return the variables for a process of its own that runs this very package."""
    return {**os.environ, "PYTHONPATH": str(Path(dedup.__file__).parents[1])}


def spoken(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def arguments(command: str, *paths: str) -> list[str]:
    return [command, *(["Two people are missing."] if command == "check" else []), *paths]


def one_error(captured: pytest.CaptureResult[str]) -> str:
    """Return the error line: the last of stderr, and the only one of its kind."""
    lines = captured.err.splitlines()
    assert captured.out == ""
    assert [line for line in lines if line.startswith("dedup: ")] == lines[-1:]
    assert "Traceback" not in captured.err
    return lines[-1]


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def server(running: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state-home"))
    monkeypatch.setenv("DEDUP_ALLOW_HOST", "127.0.0.1")
    running.answers.clear()
    running.requests.clear()
    return running


@pytest.fixture
def fetch(server: Server, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run ``dedup fetch``; return its articles, its notes and its exit code."""

    def run(*arguments: str, command: str = "fetch") -> tuple[list[dict[str, Any]], str, int]:
        code = main([command, "--fetch-delay", "0", "--fetch-max-bytes", str(LIMIT), *arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return [json.loads(line) for line in captured.out.splitlines()], captured.err, code

    return run


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(QUICK, allowed=["127.0.0.1"]) as opened:
        yield opened
