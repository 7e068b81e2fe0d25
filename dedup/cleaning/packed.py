"""Lines of articles, packed: as records of their own those of a run take 2 KB an article."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args, overload

from dedup.cleaning.pieces import Cut
from dedup.model import Line, Role, Span

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True, eq=False)
class PackedLines(Sequence[Line]):
    """Lines in a fifth of the memory of a tuple of them, made when they are asked for.

    Equal to any sequence of the same lines.

    Args:
        bounds: Start and end of each line, in turn.
        roles: The role of each line, an index into ``ROLES``.
        scores: How sure each role is.
    """

    bounds: array[int]
    roles: bytes
    scores: array[float]

    def __len__(self) -> int:
        return len(self.roles)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...

    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        place = range(len(self))[index]
        span = Span(self.bounds[2 * place], self.bounds[2 * place + 1])
        return Line(span, ROLES[self.roles[place]], self.scores[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedLines | tuple | list) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def pack(cuts: Iterable[Cut]) -> PackedLines:
    """Return lines packed."""
    lines = list(cuts)
    return PackedLines(
        array("I", [bound for line in lines for bound in line[:2]]),
        bytes([ROLES.index(role) for _, _, role, _ in lines]),
        array("d", [score for _, _, _, score in lines]),
    )
