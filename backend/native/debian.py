"""Installs a missing system package where we may: as root, with apt-get."""

from __future__ import annotations

import os
import shutil

from native import console, processes


def can_install() -> bool:
    """Whether this is a Debian-like system and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package: str, why: str) -> None:
    """Install one package with what it needs, and say so."""
    console.say(f"  {why}: installing Debian's package {package}, as root.")
    env = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
    advice = f"Install it by hand: apt-get update && apt-get install {package}"
    processes.run_step("Reading Debian's package lists", ["apt-get", "update"], advice=advice, env=env)
    command = ["apt-get", "install", "-y", "--no-install-recommends", package]
    processes.run_step(f"Installing {package}", command, advice=advice, env=env)
