"""The browser of the end-to-end tests: the system's Chromium."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from native import debian
from native.failure import Failure

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def chromium() -> Path:
    """Where it is; installed first where it is missing and we may."""
    if found := _find():
        return found
    if debian.can_install():
        debian.install("chromium", "The end-to-end tests need a browser")
    if found := _find():
        return found
    raise Failure(
        "The end-to-end tests need Chromium, and this machine has none.",
        advice="Install it (Debian: sudo apt-get install chromium), or set CHROMIUM_PATH to the program.",
    )


def _find() -> Path | None:
    if chosen := os.environ.get("CHROMIUM_PATH"):
        return Path(chosen)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return Path(found)
    return MAC if MAC.exists() else None
