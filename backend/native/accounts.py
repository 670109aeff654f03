"""The system user that PostgreSQL runs as: it refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path

from native.processes import Account


def for_postgres(folder: Path | None = None) -> Account | None:
    """Nobody else when we are not root; as root, whoever owns the folder, else `postgres`, else `nobody`."""
    if os.geteuid() != 0:
        return None
    if folder and folder.exists() and folder.stat().st_uid != 0:
        return _account(pwd.getpwuid(folder.stat().st_uid))
    try:
        return _account(pwd.getpwnam("postgres"))
    except KeyError:
        return _account(pwd.getpwnam("nobody"))


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def can_enter(account: Account | None, path: Path) -> bool:
    """Whether that user can enter a folder or execute a file; asked of the system, which knows ACLs."""
    if account is None:
        return os.access(path, os.X_OK)
    answer = subprocess.run(
        ["test", "-x", str(path)], cwd="/", user=account.uid, group=account.gid, extra_groups=[], check=False
    )
    return answer.returncode == 0


def give(account: Account | None, *paths: Path) -> None:
    """Make files that we made that user's own."""
    if account:
        for path in paths:
            os.chown(path, account.uid, account.gid)
