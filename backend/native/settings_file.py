"""What the operator set: the environment, and `.env` at the repository's root beneath it.

Django reads the same file through django-environ; the few rules are the same here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from native.places import ROOT

DOT_ENV = ROOT / ".env"
DOT_ENV_EXAMPLE = ROOT / ".env.example"
LINE = re.compile(r"(?:export )?([A-Za-z_0-9]+)=(.*)")


def operator_settings() -> dict[str, str]:
    """All variables; the environment wins over the file."""
    return read(DOT_ENV) | dict(os.environ)


def read(file: Path) -> dict[str, str]:
    """The variables of an env file; `KEY=value`, optionally quoted, one a line."""
    if not file.exists():
        return {}
    lines = (LINE.fullmatch(line) for line in file.read_text().splitlines())
    return {line[1]: _unquoted(line[2]) for line in lines if line}


def _unquoted(value: str) -> str:
    quoted = re.fullmatch(r"""(['"])(.*)\1""", value.strip())
    return quoted[2] if quoted else value.strip()


def neutral_environment(given: Mapping[str, str]) -> dict[str, str]:
    """An environment for tests: no setting of this machine's operator, in `.env` or exported, reaches them.

    An empty variable means the default, and it hides the one in `.env`.
    """
    names = {*read(DOT_ENV), *read(DOT_ENV_EXAMPLE)}
    return dict(os.environ) | dict.fromkeys(names, "") | dict(given)
