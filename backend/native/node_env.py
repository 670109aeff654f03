"""The interface: Node.js, the locked npm packages, and the built pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from native import processes
from native.failure import Failure
from native.places import DIST, FRONTEND, STAMPS
from native.stamps import Stamp, digest

GET_NODE = (
    "Install Node.js 20.19 or newer, with npm (Debian 13: apt-get install nodejs npm; others: nodejs.org)."
)
RETRY = "What npm says is above. Run the same command again when that is solved: what is done is kept."
NOT_SOURCES = {"node_modules", "dist", "e2e", "screenshots", "coverage", "test-results", "playwright-report"}


def prepare() -> None:
    """Install the locked npm packages when the lock file or Node.js changed."""
    version = _check_node()
    # Inside the folder that npm empties first, so that it cannot outlive an interrupted installation.
    stamp = Stamp(FRONTEND / "node_modules" / ".hushdesk.stamp")
    wanted = digest([FRONTEND / "package-lock.json"], version)
    if stamp.matches(wanted):
        return
    with stamp.renewed(wanted):
        command = ["npm", "ci", "--no-audit", "--no-fund"]
        processes.run_step(
            "Installing the npm packages", command, advice=RETRY, cwd=FRONTEND, env=_environment()
        )


def build() -> None:
    """Build the interface when its sources changed."""
    stamp = Stamp(STAMPS / "interface")
    wanted = digest(_sources())
    if stamp.matches(wanted) and (DIST / "index.html").exists():
        return
    with stamp.renewed(wanted):
        command: list[str | Path] = [FRONTEND / "node_modules" / ".bin" / "vite", "build"]
        processes.run_step("Building the interface", command, cwd=FRONTEND, env=_environment())


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        yield from (Path(folder) / name for name in files)


def _environment() -> dict[str, str]:
    return dict(os.environ) | {"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1", "NO_COLOR": "1"}


def _check_node() -> str:
    """The version of Node.js, if it is one that the tools of the interface run on."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise Failure(
            "Building the interface needs Node.js and npm, and this machine lacks them.", advice=GET_NODE
        )
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    version = re.match(r"v(\d+)\.(\d+)", said)
    if not version or not is_new_enough(int(version[1]), int(version[2])):
        raise Failure(f"Hushdesk needs Node.js 20.19, 22.12 or newer, and this is {said}.", advice=GET_NODE)
    return said


def is_new_enough(major: int, minor: int) -> bool:
    """What Vite supports: 20.19 and on, and from 22.12 on; not the odd 21."""
    return major > 22 or (major, minor) >= (22, 12) or (major == 20 and minor >= 19)
