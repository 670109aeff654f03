"""The classifier that comes with Hushdesk: trained once per machine or image, then read from a file."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from .fingerprint import shipped_name
from .model import BuiltinClassifier
from .stored import DamagedClassifier, from_bytes

# Beside the tickets it was trained from; never in the repository.
FILE = Path(__file__).with_name("shipped_classifier.bin")
_BACKEND = Path(__file__).resolve().parents[2]


def load() -> BuiltinClassifier:
    """Each call reads it again: keep it.

    It is trained in a process of its own where the file is missing or of another version; that takes seconds.
    """
    if kept := _from_file():
        return kept
    trained = _train()
    # A folder that nobody may write to costs these seconds at every start, and nothing else.
    with contextlib.suppress(OSError):
        _keep(trained)
    return from_bytes(trained)


def _from_file() -> BuiltinClassifier | None:
    try:
        classifier = from_bytes(FILE.read_bytes())
    except (OSError, DamagedClassifier):
        return None
    return classifier if classifier.name == shipped_name() else None


def _train() -> bytes:
    command = [sys.executable, "-m", "triage.builtin.training"]
    return subprocess.run(command, cwd=_BACKEND, check=True, stdout=subprocess.PIPE).stdout


def _keep(trained: bytes) -> None:
    """At once or not at all: other processes may be reading the file, or writing it as well."""
    unfinished = FILE.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(trained)
    unfinished.replace(FILE)
