"""Packed files, unpacked as they are read, and only as far as is sane."""

from __future__ import annotations

import gzip
import io
import sys
from contextlib import ExitStack
from typing import Any, BinaryIO, cast

from dedup.errors import MissingExtraError
from dedup.ingest.limits import DAMAGE, FREE_BYTES, MOST_RATIO

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


def unpacked(stream: io.BufferedReader, opened: ExitStack) -> io.BufferedReader:
    """Return a stream that undoes gzip or Zstandard, or the stream itself.

    Args:
        stream: An open file.
        opened: Takes what has to be closed.

    Raises:
        MissingExtraError: Zstandard cannot be read by this Python.
    """
    magic = stream.peek(4)[:4]
    if magic[:2] != GZIP_MAGIC and magic != ZSTD_MAGIC:
        return stream
    packed = _Counted(stream)
    inner: Any
    if magic == ZSTD_MAGIC:
        inner = _zstd(packed)
    else:
        inner = opened.enter_context(gzip.GzipFile(fileobj=cast(BinaryIO, packed)))
    return io.BufferedReader(_Limited(inner, packed), buffer_size=65536)


def _zstd(packed: _Counted) -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd

        return zstd.ZstdFile(cast(BinaryIO, packed))
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtraError("Reading Zstandard files", extra="zstd") from error
    return _Zstd(packed, zstandard.ZstdDecompressor())


class _Zstd:
    """Zstandard frames, one after the other; a frame that breaks off is an error.

    The reader that comes with zstandard ends there without a word.
    """

    # A block of 4 bytes can stand for 128 KiB, so one step gives 32 MiB at most.
    _STEP = 1024

    def __init__(self, packed: _Counted, unpacker: Any) -> None:
        self._packed, self._unpacker = packed, unpacker
        self._frame: Any = None
        self._rest = b""
        self._ready = memoryview(b"")

    def read1(self, size: int) -> bytes:
        """Return up to ``size`` bytes, none at the end.

        Raises:
            EOFError: The last frame breaks off.
        """
        while not self._ready:
            step = self._rest or self._packed.read(self._STEP)
            self._rest = b""
            if not step:
                if self._frame is not None:
                    raise EOFError("Compressed file ended before the end-of-stream marker")
                return b""
            self._frame = self._frame or self._unpacker.decompressobj()
            self._ready = memoryview(self._frame.decompress(step))
            if self._frame.eof:
                self._rest, self._frame = self._frame.unused_data, None
        data = bytes(self._ready[:size])
        self._ready = self._ready[size:]
        return data


class _Counted:
    """A packed stream that counts what is read from it."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.n_bytes = 0

    def read(self, size: int = -1) -> bytes:
        """Read as the stream does."""
        data = self._stream.read(size)
        self.n_bytes += len(data)
        return data

    def seekable(self) -> bool:
        """Never: standard input is not, and nothing here goes back."""
        return False

    def readable(self) -> bool:
        """Always."""
        return True


class _Limited(io.RawIOBase):
    """An unpacked stream that stops when it grows beyond any text."""

    def __init__(self, inner: Any, packed: _Counted) -> None:
        self._inner, self._packed = inner, packed
        self._n_bytes = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one read goes.

        Raises:
            OSError: It is damaged, or out of all proportion.
        """
        try:
            data = self._inner.read1(len(buffer))  # what there is, before a break in the file
        except DAMAGE:
            raise
        except Exception as error:  # Zstandard's own, which has no base in common with others
            raise OSError(f"damaged data: {error}") from error
        self._n_bytes += len(data)
        if self._n_bytes > FREE_BYTES and self._n_bytes > MOST_RATIO * self._packed.n_bytes:
            raise OSError(
                f"unpacks to more than {MOST_RATIO} times its size; made to fill the memory?"
            )
        buffer[: len(data)] = data
        return len(data)
