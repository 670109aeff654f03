"""What others have made and Hushdesk uses: its licences, lists of it, and what is known against it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from native import console, processes
from native.failure import Failure
from native.licences import licence_of
from native.places import BACKEND, FRONTEND, VENV, shown
from native.python_env import DEVELOPMENT, PYTHON, RUNTIME

RULES = BACKEND / "native" / "licences.toml"
NPM_LOCK = FRONTEND / "package-lock.json"
PYTHON_SBOM: tuple[str | Path, ...] = (
    *(PYTHON.with_name("cyclonedx-py"), "requirements", RUNTIME),
    *("--pyproject", BACKEND / "pyproject.toml", "--mc-type", "application"),
    *("--output-format", "JSON", "--output-reproducible"),
)
# By the lock file, whatever is installed. With `--omit dev` npm would leave out React, which tests need too.
NPM_SBOM = (
    *("npm", "sbom", "--package-lock-only", "--loglevel", "error"),
    *("--sbom-format", "cyclonedx", "--sbom-type", "application"),
)
PYTHON_AUDIT: tuple[str | Path, ...] = (
    *(PYTHON.with_name("pip-audit"), "--requirement", DEVELOPMENT),
    *("--require-hashes", "--disable-pip", "--strict", "--progress-spinner", "off"),
)
NPM_AUDIT = ("npm", "audit")
AUDIT_SECONDS = 300


@dataclass(frozen=True, order=True)
class Package:
    """licence: in the package's own words; empty where it tells none."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True)
class Rules:
    """
    allowed: the licences that any package may have.
    read: of packages that tell theirs in words of their own, what they told when somebody read it.
    """

    allowed: Collection[str]
    read: Mapping[str, str]

    def refuse(self, package: Package) -> bool:
        """Of several licences, whether together or by choice, each has to be allowed."""
        if package.name in self.read:
            return package.licence != self.read[package.name]
        parts = re.split(r"\s(?:AND|OR)\s|,\s", package.licence)
        return not all(part in self.allowed or part.strip("()") in self.allowed for part in parts)


def check_licences() -> None:
    """Raises Failure, which names the packages that have a licence that nobody has allowed."""
    rules = Rules(**tomllib.loads(RULES.read_text()))
    packages = list(all_packages())
    if refused := sorted(filter(rules.refuse, packages)):
        raise Failure(
            "There are packages under licences that nobody has allowed.",
            advice=f"Read them, and allow them in {shown(RULES)}, or do without these packages.",
            output="\n".join(
                f"{found.name} {found.version}: {found.licence or '(none)'}" for found in refused
            ),
        )
    console.say(f"  {len(packages)} packages, all under licences that {shown(RULES)} allows.")


def all_packages() -> Iterator[Package]:
    """Whatever is used, be it to build and test."""
    yield from python_packages(VENV)
    yield from npm_packages(NPM_LOCK)


def python_packages(environment: Path) -> Iterator[Package]:
    """What the product runs on, and what tests it."""
    folders = map(str, environment.glob("lib/python*/site-packages"))
    for found in distributions(path=list(folders)):
        yield Package(found.name, found.version, licence_of(found))


def npm_packages(lock: Path) -> Iterator[Package]:
    """What the interface is made of, and what builds and tests it."""
    for place, found in json.loads(lock.read_text())["packages"].items():
        if place:
            yield Package(place.rpartition("node_modules/")[2], found["version"], found.get("license", ""))


def sbom(folder: Path) -> None:
    """Write as CycloneDX what the product runs on, and what the interface is made of.

    npm tells what builds and tests it as well, and marks that (`cdx:npm:package:development`). The licences
    of everything are in a third file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    python, npm = folder / "python.cdx.json", folder / "npm.cdx.json"
    processes.run_step("Listing the Python packages", [*PYTHON_SBOM, "--output-file", python])
    npm.write_text(processes.run_step("Listing the npm packages", NPM_SBOM, cwd=FRONTEND))
    licences = folder / "licences.txt"
    lines = {f"{found.name} {found.version}: {found.licence}\n" for found in all_packages()}
    licences.write_text("".join(sorted(lines, key=str.lower)))
    console.say(f"  {shown(python)}, {shown(npm)} and {shown(licences)}")


def audit() -> None:
    """Ask services outside what is known against the locked packages. Raises Failure if anything is."""
    console.say("This asks services outside, which learn the names and versions of our packages.")
    codes = [
        processes.run_attached(command, cwd=FRONTEND, limit=AUDIT_SECONDS)
        for command in (PYTHON_AUDIT, NPM_AUDIT)
    ]
    if any(codes):
        raise Failure("Something is known against a package, or a service did not answer: see above.")
