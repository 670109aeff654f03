"""A browser that is started again with its profile, as whoever writes in it would do."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kills.processes import kill_group
from native import product
from native.product import HOST
from native.services import Service

ARGUMENTS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-crash-reporter",
    "--no-first-run",
)
# Where Chromium writes down what pages keep in localStorage.
STORAGE = "Default/Local Storage/leveldb"


@dataclass(frozen=True)
class Browser:
    """
    address: where it is told what to do, in the DevTools protocol.
    profile: the folder with all that it remembers.
    """

    service: Service
    address: str
    profile: Path

    def kill(self) -> None:
        kill_group(self.service.pid())

    def has_kept(self, form: Mapping[str, str]) -> bool:
        """Whether these values, in this order, are on the disk."""
        wanted = json.dumps(form, separators=(",", ":"))[1:-1].encode()
        return any(wanted in contents for contents in self._stored())

    def _stored(self) -> Iterator[bytes]:
        for file in (self.profile / STORAGE).glob("*.l*"):
            # It may be tidied away meanwhile.
            with contextlib.suppress(FileNotFoundError):
                yield file.read_bytes()


@contextlib.contextmanager
def started(env: Mapping[str, str], folder: Path) -> Iterator[Browser]:
    port, profile = product.free_port(), folder / "profile"
    # Chromium refuses its sandbox to root.
    own = (*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else []))
    told = (f"--remote-debugging-port={port}", f"--user-data-dir={profile}")
    service = Service("browser", [env["CHROMIUM_PATH"], *own, *told, "about:blank"], folder)
    try:
        service.start(env)
        yield Browser(service, f"http://{HOST}:{port}", profile)
    finally:
        service.stop()
