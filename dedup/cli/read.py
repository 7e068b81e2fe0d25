"""Reading the PATHs of a command line, with remarks on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dedup.cli.notes import print_note
from dedup.cli.progress import reading
from dedup.cli.settings import Settings

if TYPE_CHECKING:  # the records cost more to load than the rest of --help together
    from dedup.ingest import IngestReport
    from dedup.model import Article, Story

# Of so many records, one wants to know that all of them arrived (own choice).
_MANY = 500


def read_input(
    paths: Sequence[str], settings: Settings, *, by_text: bool = True, languages: bool = False
) -> tuple[list[Article], IngestReport]:
    """Read the articles, and say what was skipped, repeated or guessed.

    Args:
        paths: As given on the command line.
        settings: Say how loud and how strict.
        by_text: Keep once what one publisher printed under two ids. Commands that
            answer by id keep all ids.
        languages: Recognise the language of articles that state none.

    Returns:
        The articles, and what ``say_summary`` is told of them.

    Raises:
        InputError: Nothing readable was found.
        MissingExtraError: ``languages`` is set without the extra ``language``.
    """
    from dedup.errors import InputError
    from dedup.ingest import collect

    if settings.output is not None and settings.output.is_file():
        for path in paths:
            if path != "-" and Path(path).is_file() and settings.output.samefile(path):
                raise InputError(f"{path}: is read and would be overwritten; name another -o FILE")
    if languages:
        require_languages()
    stdin = getattr(sys.stdin, "buffer", None)
    with reading(paths, settings):
        articles, report = collect(paths, strict=settings.strict, by_text=by_text, stdin=stdin)
        if languages:
            articles = _with_languages(articles)
    if not settings.quiet:
        for message in report.messages():
            print_note(message)
    return articles, report


def require_languages() -> None:
    """Raise ``MissingExtraError`` before anything is read, not at the first article."""
    from importlib.util import find_spec

    from dedup.errors import MissingExtraError

    if find_spec("py3langid") is None:
        raise MissingExtraError("Recognising languages (--languages)", extra="language")


def _with_languages(articles: Sequence[Article]) -> list[Article]:
    from dedup.ingest.language import with_language
    from dedup.progress import advance, begin

    begin("finding languages", total=len(articles))
    found = []
    for article in articles:
        found.append(with_language(article))
        advance(len(found), len(articles))
    return found


def say_summary(report: IngestReport, settings: Settings, found: str = "") -> None:
    """Say what became of the records that were read, when the result is out.

    Not where a person has the whole result before them and all went well.

    Args:
        report: On what was read.
        settings: Say how loud, and where the result went.
        found: What was found among the articles, in one line.
    """
    shown = settings.output is None and sys.stdout.isatty() and sys.stderr.isatty()
    told = report.skipped or report.repeated or report.records >= _MANY or settings.verbosity
    if settings.quiet or (shown and not told):
        return
    all_well = not report.skipped and not report.repeated
    lines = [report.summary(), *([found] if found else [])]
    for line in [": ".join(lines)] if all_well else lines:
        print_note(line)


def clustered(n_articles: int, stories: Iterable[Story]) -> str:
    """Return "20 articles, 3 of them copies, 12 clustered in 4 stories".

    Args:
        n_articles: Those read.
        stories: Those of two or more articles count.
    """
    from dedup.ingest.notes import count

    several = [story for story in stories if len(story.article_ids) > 1]
    n_members = sum(len(story.article_ids) for story in several)
    n_copies = n_members - sum(len(story.origins) for story in several)
    copies = f", {n_copies:,} of them {'copy' if n_copies == 1 else 'copies'}" if n_copies else ""
    noun = "story" if len(several) == 1 else "stories"
    where = (
        f"{n_members:,} clustered in {len(several):,} {noun}"
        if several
        else "no two about one event"
    )
    return f"{count(n_articles, 'article')}{copies}, {where}"
