"""Where things are: the repository's folders, and what the product writes on this machine."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
DEPLOY = ROOT / "deploy"
DIST = FRONTEND / "dist"
VENV = ROOT / ".venv"
VAR = ROOT / "var"
LOGS = VAR / "log"
STAMPS = VAR / "stamps"
STATE = VAR / "run"
SBOM = VAR / "sbom"


def shown(path: Path) -> str:
    """The path as a person would write it: relative to the repository when it lies inside."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
