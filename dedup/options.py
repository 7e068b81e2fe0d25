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


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateOptions:
    """When two articles share so much text that they go back to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterOptions:
    """How articles become stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignOptions:
    """Which sentences render each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareOptions:
    """How facts are matched and judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """When an article supports or contradicts a claim."""


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
