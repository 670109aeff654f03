"""Remembers what a finished step was made from, so that it is repeated only when that changed."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from native.places import shown


def digest(files: Iterable[Path], *words: str) -> str:
    """One value for the names and contents of these files and some words; the repository may be moved."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(f"\0{shown(file)}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


class Stamp:
    """A file that holds the digest of what the last complete run of a step was made from."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def matches(self, wanted: str) -> bool:
        """Whether the step was last completed from exactly this."""
        return self._file.exists() and self._file.read_text() == wanted

    def remove(self) -> None:
        """Forget that the step was ever done."""
        self._file.unlink(missing_ok=True)

    @contextlib.contextmanager
    def renewed(self, wanted: str) -> Iterator[None]:
        """Around the step: one that is interrupted half-way leaves no stamp, and is done again."""
        self.remove()
        yield
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(wanted)
