"""Which database the product uses, and where its programs come from."""

from __future__ import annotations

import contextlib

from native import postgres, postgres_programs
from native.failure import Failure
from native.postgres_programs import Programs

INSTALL_POSTGRES = "Install PostgreSQL 14 or newer (Debian: apt-get install postgresql), or set DATABASE_URL or PG_BIN."


def throwaway() -> contextlib.AbstractContextManager[str]:
    """A database for tests, gone afterwards; gives its DATABASE_URL."""
    return postgres.throwaway(_programs())


def _programs() -> Programs:
    found = postgres_programs.installed() or postgres_programs.packaged()
    if not found:
        raise Failure("This machine has no PostgreSQL.", advice=INSTALL_POSTGRES)
    return found[0]
