"""Everything that goes to stderr, and the end of stdout."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress

# C0 and C1 controls, and the characters that turn the direction of text: a file name or a
# message built from one must not steer the terminal.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+"
)


def print_error(message: str) -> None:
    """Print ``dedup: message`` on one line of stderr."""
    _print(f"dedup: {message}", "bold red")


def print_note(message: str) -> None:
    """Print a remark on one line of stderr."""
    _print(f"note: {message}", "dim")


def _print(message: str, style: str) -> None:
    from rich.console import Console

    # A new one each time: stderr may have been exchanged since, and this is rare.
    console = Console(stderr=True, markup=False, emoji=False, highlight=False, soft_wrap=True)
    with suppress(BrokenPipeError):
        console.print(_UNSAFE.sub(" ", message), style=style)


def open_logging(verbosity: int) -> None:
    """Send the package's log to stderr, INFO at ``-v``, DEBUG at ``-vv``."""
    if not verbosity:
        return
    import logging

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    logger = logging.getLogger("dedup")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO if verbosity == 1 else logging.DEBUG)


def close_logging() -> None:
    """Take back what ``open_logging`` did, so that ``main`` can be called again."""
    logging = sys.modules.get("logging")
    if logging is None:
        return
    logger = logging.getLogger("dedup")
    for handler in list(logger.handlers):
        if isinstance(handler, logging.StreamHandler) and handler.stream is sys.stderr:
            logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


def close_stdout(code: int) -> int:
    """Flush stdout; a reader that has gone away (``| head``) is not an error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        drop_stdout()
    return code


def drop_stdout() -> None:
    """Send the rest of stdout nowhere, or Python complains at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
