"""What ingest noticed on its way: nothing is skipped or changed silently."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dedup.errors import ArticleFormatError

# Enough to see the pattern, few enough to read.
_MOST_EXAMPLES = 3
# Reasons that a summary names, of this many characters at most.
_MOST_REASONS, _LONGEST_REASON = 3, 60
# Where a reason goes into detail: what differs from record to record, or what was wanted.
_DETAIL = re.compile(r"\s*[(;:,]")


@dataclass(frozen=True, slots=True)
class Note:
    """One kind of thing noticed, how often, and where first."""

    what: str
    count: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What was read and what was not.

    Args:
        read: Articles handed on.
        records: Records met, the skipped and repeated ones included.
        skipped: Records that could not be read.
        reasons: Why, with how often, the most frequent reason first.
        examples: The first few of them, as one-line messages.
        repeated: Articles met again and kept once.
        no_articles: Files met in a folder that hold no articles.
        notes: Other things noticed (encodings, dates, ids), sorted.
    """

    read: int
    records: int = 0
    skipped: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    examples: tuple[str, ...] = ()
    repeated: int = 0
    no_articles: int = 0
    notes: tuple[Note, ...] = ()

    def messages(self) -> tuple[str, ...]:
        """Return the report as one-line messages; none when nothing was noticed."""
        lines: list[str] = []
        if self.skipped:
            hidden = self.skipped - len(self.examples)
            lines.extend(f"skipped {example}" for example in self.examples)
            if hidden:
                lines.append(f"skipped {count(hidden, 'more record')} that could not be read")
        if self.repeated:
            lines.append(f"{count(self.repeated, 'article')} read twice, kept once")
        if self.no_articles:
            lines.append(f"{count(self.no_articles, 'file')} with no articles in it")
        lines.extend(
            f"{note.what}: {note.where}" + (f" and {note.count - 1} more" if note.count > 1 else "")
            for note in self.notes
        )
        return tuple(lines)

    def summary(self) -> str:
        """Return "20,003 records read, 3 skipped (2 not JSON, 1 no text), 5 read twice"."""
        parts = [f"{count(self.records, 'record')} read"]
        if self.skipped:
            parts.append(f"{self.skipped:,} skipped ({self._why()})")
        if self.repeated:
            parts.append(f"{self.repeated:,} read twice")
        return ", ".join(parts)

    def _why(self) -> str:
        if len(self.reasons) == 1:
            return self.reasons[0][0]
        shown = [f"{number:,} {reason}" for reason, number in self.reasons[:_MOST_REASONS]]
        others = sum(number for _, number in self.reasons[_MOST_REASONS:])
        return ", ".join([*shown, *([f"{others:,} for other reasons"] if others else [])])


def count(number: int, noun: str) -> str:
    """Return "1 article", "2 articles"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


class Notes:
    """Collects notes while files are read."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._first: dict[str, str] = {}
        self.no_articles = 0
        self.repeated = 0
        self.records = 0
        self.skipped = 0
        self._reasons: dict[str, int] = {}
        self.examples: list[str] = []

    def add(self, what: str, where: str) -> None:
        """Count one thing noticed; the first place is kept."""
        self._counts[what] = self._counts.get(what, 0) + 1
        self._first.setdefault(what, where)

    def skip(self, error: ArticleFormatError) -> None:
        """Count one unreadable record."""
        self.skipped += 1
        reason = _DETAIL.split(error.reason, maxsplit=1)[0][:_LONGEST_REASON]
        self._reasons[reason] = self._reasons.get(reason, 0) + 1
        if len(self.examples) < _MOST_EXAMPLES:
            self.examples.append(str(error))

    def report(self, read: int) -> IngestReport:
        """Return what was noticed so far as a record."""
        return IngestReport(
            read=read,
            records=self.records,
            skipped=self.skipped,
            reasons=tuple(sorted(self._reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
            examples=tuple(self.examples),
            repeated=self.repeated,
            no_articles=self.no_articles,
            notes=tuple(
                Note(what, self._counts[what], self._first[what]) for what in sorted(self._counts)
            ),
        )
