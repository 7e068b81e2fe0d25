"""Errors this package raises on purpose.

::

    DedupError
    ├── InputError(ValueError)          the input cannot be read as articles
    │   └── ArticleFormatError          one record is malformed; carries where
    ├── OptionError(ValueError)         an option is out of its range
    └── MissingExtraError(ImportError)  an optional dependency is not installed

Each also derives from the built-in that a stranger would catch.
"""

from __future__ import annotations


class DedupError(Exception):
    """Base of every deliberate error."""


class InputError(DedupError, ValueError):
    """The input cannot be read as articles."""


class ArticleFormatError(InputError):
    """One record is malformed; carries where.

    Args:
        reason: What is wrong and what was wanted, in one line.
        source: The file (or ``-``) the record came from.
        line: Its line or record number, from 1; 0 for the file as a whole.
    """

    def __init__(self, reason: str, *, source: str, line: int) -> None:
        where = f"{source}:{line}" if line else source
        super().__init__(f"{where}: {reason}")
        self.reason, self.source, self.line = reason, source, line


class OptionError(DedupError, ValueError):
    """An option is out of its range."""


class MissingExtraError(DedupError, ImportError):
    """An optional dependency is not installed.

    Args:
        what: What cannot be done without it.
        extra: The extra to install.
    """

    def __init__(self, what: str, *, extra: str) -> None:
        super().__init__(f"{what} needs the extra '{extra}': pip install 'dedup[{extra}]'")
        self.extra = extra
