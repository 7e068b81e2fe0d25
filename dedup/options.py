"""Options, one frozen record per stage; the command line is derived from them.

Each field's ``help`` metadata becomes its ``--help`` text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dedup.errors import OptionError


def option(default: float | int | str | bool, meaning: str) -> Any:
    """Declare an option; ``meaning`` becomes its help text."""
    return field(default=default, metadata={"help": meaning})


def require_share(name: str, value: float) -> None:
    """Raise ``OptionError`` unless ``value`` lies in (0, 1]."""
    if not 0 < value <= 1:
        raise OptionError(f"{name} must be in (0, 1], not {value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """How lines of an article get their roles."""

    threshold: float = option(
        0.5, "In a text with site furniture, a line scoring this or more is body (0..1]."
    )
    site_repeats: int = option(
        3, "A line in this many different articles of one source is furniture (2 or more)."
    )

    def __post_init__(self) -> None:
        require_share("threshold", self.threshold)
        if self.site_repeats < 2:
            raise OptionError(f"site_repeats must be 2 or more, not {self.site_repeats}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateOptions:
    """When two articles share so much text that they go back to one."""

    near: float = option(
        0.5, "Call a pair near copies when each has this share of the other's phrases (0..1]."
    )
    partial: float = option(
        0.25, "Report a shared passage when it makes up this share of the shorter text (0..1]."
    )
    passage_words: int = option(
        30, "A shared passage has at least this many words outside quotation marks (5 or more)."
    )

    def __post_init__(self) -> None:
        require_share("near", self.near)
        require_share("partial", self.partial)
        if self.passage_words < 5:
            raise OptionError(f"passage_words must be 5 or more, not {self.passage_words}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterOptions:
    """How articles become stories."""

    threshold: float = option(
        0.45, "Join two groups of articles that are this surely about one event (0..1)."
    )
    neighbours: int = option(40, "Score each article against this many similar ones (1 or more).")

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 1:
            raise OptionError(f"threshold must be between 0 and 1, not {self.threshold}")
        if self.neighbours < 1:
            raise OptionError(f"neighbours must be 1 or more, not {self.neighbours}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignOptions:
    """Which sentences render each other."""

    threshold: float = option(0.28, "Align two sentences that score this or more (0..1].")
    equivalent: float = option(
        0.5, "Call them equivalent when each side has this share of the other's words (0..1]."
    )

    def __post_init__(self) -> None:
        require_share("threshold", self.threshold)
        require_share("equivalent", self.equivalent)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareOptions:
    """How facts are matched and judged."""

    related_threshold: float = option(
        0.3, "Figures and dates that agree are one fact in clauses this alike (0..1]."
    )
    event_threshold: float = option(0.45, "Clauses this alike may say the same (0..1].")
    conflict_threshold: float = option(
        0.6, "Values that exclude each other conflict only in clauses this alike (0..1]."
    )
    frame_threshold: float = option(
        0.65, "... and with this share of their other words in common (0..1]."
    )
    quote_threshold: float = option(
        0.6, "Quotations whose words are this alike print one utterance (0..1]."
    )
    found_threshold: float = option(
        0.85, "Clauses say the same when they are this alike and share enough words (0..1]."
    )
    uncertain_threshold: float = option(
        0.35, "Below this, the fact is not found in the article (0..1]."
    )
    margin: float = option(0.8, "Keep a link this close to the best of either side (0..1].")

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            require_share(name, getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """When an article supports or contradicts a claim."""

    support_threshold: float = option(
        0.45, "An article supports a claim it states this surely (0..1]."
    )
    conflict_threshold: float = option(
        0.5, "An article contradicts a claim from this conflict on (0..1]."
    )

    def __post_init__(self) -> None:
        require_share("support_threshold", self.support_threshold)
        require_share("conflict_threshold", self.conflict_threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """How a report looks.

    Raises:
        OptionError: ``width`` is under 40, or ``explain`` is negative.
    """

    width: int = option(100, "Columns of the terminal report (40 or more).")
    ascii: bool = option(False, "Write ASCII only.")
    color: bool = option(False, "Repeat the signs in colour.")
    sentences: bool = option(False, "Show the base article, sentence by sentence.")
    base: str = option("", "Base article of --sentences: its letter, id or source.")
    facts: bool = option(False, "List every fact.")
    explain: int = option(0, "Show why the tool reports finding N.")

    def __post_init__(self) -> None:
        if self.width < 40:
            raise OptionError(f"width must be 40 or more, not {self.width}")
        if self.explain < 0:
            raise OptionError(f"explain must be 0 or more, not {self.explain}")
