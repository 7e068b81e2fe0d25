"""How far a long run is, told to whoever listens.

The work says how far it is and a caller listens::

    with listening(show):
        stories = pipeline.cluster_stories(articles)

What knows how far the work is lies several calls below what wants to know, and nothing
between them has a use for it, so it is no argument of all of them. Nothing depends on it but
what is shown; where nobody listens, telling is one look-up. Only the thread that listens is
told of its work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a run does, and how far it is with that.

    Args:
        stage: What it does: "reading", "cleaning", "grouping".
        of: What it does that to: "articles", "stories".
        done: How many are done; None when that cannot be said.
        total: How many there are; None while nobody knows.
        skipped: How many of those done could not be read.
        characters: The words read so far, in code points.
    """

    stage: str
    of: str = "articles"
    done: int | None = None
    total: int | None = None
    skipped: int = 0
    characters: int = 0


Listener = Callable[[Step], None]


@dataclass
class _Listening:
    listener: Listener
    stage: str = "working"
    of: str = "articles"


_LISTENING: ContextVar[_Listening | None] = ContextVar("dedup_listening", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have what runs in this block tell the listener how far it is.

    Args:
        listener: Called often, from this thread; what it raises ends the run.
    """
    token = _LISTENING.set(_Listening(listener))
    try:
        yield
    finally:
        _LISTENING.reset(token)


@contextmanager
def unheard() -> Iterator[None]:
    """Have what runs in this block tell nobody: it is one part of what is told."""
    token = _LISTENING.set(None)
    try:
        yield
    finally:
        _LISTENING.reset(token)


def begin(stage: str, *, of: str = "articles", total: int | None = None) -> None:
    """Say what is done from here on, and to how many."""
    told = _LISTENING.get()
    if told is not None:
        told.stage, told.of = stage, of
        told.listener(Step(stage=stage, of=of, total=total))


def advance(done: int, total: int | None = None, *, skipped: int = 0, characters: int = 0) -> None:
    """Say how far the work begun last is; its parts are counted as they are done."""
    told = _LISTENING.get()
    if told is not None:
        told.listener(
            Step(
                stage=told.stage,
                of=told.of,
                done=done,
                total=total,
                skipped=skipped,
                characters=characters,
            )
        )
