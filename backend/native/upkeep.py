"""`make lock`, `make openapi`, `make messages`, `make format`: what a developer regenerates and commits."""

from __future__ import annotations

import tempfile
from pathlib import Path

from native import checks, node_env, python_env, settings_file
from native.places import BACKEND, FRONTEND
from native.python_env import DEVELOPMENT, POSTGRES, PYTHON, RUNTIME

COMPILE: tuple[str | Path, ...] = (
    *(PYTHON, "-m", "uv", "pip", "compile", "--quiet"),
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
    *("--custom-compile-command", "make lock"),
)
BABEL: tuple[str | Path, ...] = (PYTHON, "-m", "babel.messages.frontend", "--quiet")
EXTRACT = ("--ignore-dirs", "tests native staticfiles", "--add-location", "file", "--sort-output")
UPDATE = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "--no-wrap")
CATALOGUES = ("-d", "locale", "-D", "django")


def lock(upgrade: bool) -> None:
    """Pin the Python packages with their hashes; those that are pinned already stay unless upgraded."""
    python_env.prepare_development()
    options = ["--upgrade"] if upgrade else []
    # Constrained by each other, so that one environment can hold all three.
    for sources, output in (
        (["pyproject.toml"], RUNTIME),
        (["pyproject.toml", "--group", "dev", "-c", RUNTIME.name], DEVELOPMENT),
        (["--group", "postgres", "-c", DEVELOPMENT.name], POSTGRES),
    ):
        checks.tool([*COMPILE, *options, *sources, "-o", output.name], BACKEND)


def openapi() -> None:
    """Write the API's description and the interface's types from it."""
    python_env.prepare_development()
    node_env.prepare()
    placeholders = {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "SECRET_KEY": "for-the-description",
    }
    checks.write_openapi(BACKEND / "openapi.yaml", settings_file.neutral_environment(placeholders))
    checks.tool(["npm", "run", "--silent", "api"], FRONTEND)


def messages() -> None:
    """Bring the catalogues of what the server says up to the sources, and compile them."""
    python_env.prepare_development()
    with tempfile.TemporaryDirectory(prefix="hushdesk-") as folder:
        found = Path(folder) / "django.pot"
        checks.tool([*BABEL, "extract", *EXTRACT, "-o", found, "."], BACKEND)
        checks.tool([*BABEL, "update", *UPDATE, "-i", found, *CATALOGUES], BACKEND)
    checks.tool([*BABEL, "compile", "--statistics", *CATALOGUES], BACKEND)


def format_sources() -> None:
    """Format the code of the backend, the benches and the interface."""
    python_env.prepare_development()
    node_env.prepare()
    checks.tool([PYTHON, "-m", "ruff", "check", "--fix", "--quiet", *checks.PYTHON_CODE], BACKEND)
    checks.tool([PYTHON, "-m", "ruff", "format", *checks.PYTHON_CODE], BACKEND)
    checks.tool(["npm", "run", "--silent", "format"], FRONTEND)
