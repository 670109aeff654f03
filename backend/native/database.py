"""Which database the product uses: the operator's own, or a private PostgreSQL that we start."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from native import accounts, console, postgres, postgres_programs, processes, python_env
from native.failure import Failure
from native.places import ROOT, VAR, VENV, shown
from native.postgres import DATABASE, OWNER, Cluster
from native.postgres_programs import Programs
from native.processes import Account

GET_POSTGRES = (
    "Install PostgreSQL 14 or newer (Debian: apt-get install postgresql), or set DATABASE_URL or PG_BIN."
)
# For a repository that PostgreSQL's system user cannot reach, such as a clone under /root.
ELSEWHERE = Path("/var/lib/hushdesk")
TRY_CONNECTING = """
import os, environ, psycopg2
c = environ.Env.db_url_config(os.environ["DATABASE_URL"])
try:
    psycopg2.connect(
        host=c["HOST"] or None, port=c["PORT"] or None, dbname=c["NAME"], user=c["USER"] or None,
        password=c["PASSWORD"] or None, connect_timeout=5, **c.get("OPTIONS", {})
    )
except psycopg2.Error as error:
    raise SystemExit(str(error).strip())
"""


@dataclass(frozen=True)
class Database:
    """A database that answers. `cluster` is there when it is ours to look after."""

    url: str
    label: str
    cluster: Cluster | None = None


@contextlib.contextmanager
def running(settings: Mapping[str, str]) -> Iterator[Database]:
    """The product's database, for as long as it is needed."""
    if url := _given_url(settings):
        _check_answers(url)
        yield Database(url, "the one in DATABASE_URL")
        return
    cluster = _own_cluster()
    with cluster.running() as url:
        yield Database(
            url, f"PostgreSQL {cluster.programs.major} of our own, in {shown(cluster.folder)}", cluster
        )


@contextlib.contextmanager
def throwaway() -> Iterator[str]:
    """A database for tests, gone afterwards; gives its DATABASE_URL."""
    account = accounts.for_postgres()
    with postgres.throwaway(programs_for(None, account), account) as url:
        yield url


def _given_url(settings: Mapping[str, str]) -> str:
    """DATABASE_URL, or the parts that Django's settings accept in its place."""
    if url := _secret(settings, "DATABASE_URL"):
        return url
    if not (host := settings.get("POSTGRES_HOST")):
        return ""
    user, name = settings.get("POSTGRES_USER") or OWNER, settings.get("POSTGRES_DB") or DATABASE
    return (
        f"postgresql://{quote(user)}:{quote(_secret(settings, 'POSTGRES_PASSWORD'), safe='')}@{host}/{name}"
    )


def _secret(settings: Mapping[str, str], name: str) -> str:
    if file := settings.get(f"{name}_FILE"):
        return Path(file).read_text().strip()
    return settings.get(name, "")


def _check_answers(url: str) -> None:
    env = dict(os.environ) | {"DATABASE_URL": url}
    with console.step("Looking for the database in DATABASE_URL") as progress:
        answer = processes.run([python_env.PYTHON, "-c", TRY_CONNECTING], env=env, progress=progress)
        if answer.code != 0:
            raise Failure(
                "The database in DATABASE_URL does not answer.",
                advice="Start it or correct the variable; without it Hushdesk starts a database of its own.",
                output=answer.output,
            )


def _own_cluster() -> Cluster:
    folder = _folder()
    _check_owner(folder)
    account = accounts.for_postgres(folder)
    return Cluster(folder, programs_for(_major_of_data(folder), account), account)


def has_own() -> bool:
    """Whether there is a private PostgreSQL of this clone, running or not."""
    return _major_of_data(_folder()) is not None


def _folder() -> Path:
    here = VAR / "postgres"
    VAR.mkdir(exist_ok=True)
    account = accounts.for_postgres(here)
    if here.exists() or accounts.can_enter(account, VAR):
        return here
    elsewhere = _elsewhere() / "postgres"
    if not elsewhere.exists():
        console.say(
            f"  The system user {account and account.name}, who runs PostgreSQL, cannot enter {VAR}:\n"
            f"  the database is kept in {elsewhere} instead."
        )
    return elsewhere


def _elsewhere() -> Path:
    """A folder for this clone that other system users can enter."""
    name = f"{ROOT.name}-{hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:8]}"
    for folder in (ELSEWHERE, ELSEWHERE / name):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o755)
    return ELSEWHERE / name


def _check_owner(folder: Path) -> None:
    if folder.exists() and os.geteuid() not in (0, folder.stat().st_uid):
        raise Failure(
            f"The database in {shown(folder)} was made by another user of this machine.",
            advice="Run this as that user (or as root), or set DATABASE_URL.",
        )


def _major_of_data(folder: Path) -> int | None:
    version = folder / "data" / "PG_VERSION"
    return int(version.read_text()) if version.exists() else None


def programs_for(major: int | None, account: Account | None) -> Programs:
    """PostgreSQL's programs of that version (or the newest), where that system user can execute them."""
    return _reachable(_choose_programs(major), account)


def _choose_programs(major: int | None) -> Programs:
    """The newest programs, or those of the version that made the data: no other can read them."""
    found = _matching(postgres_programs.installed(), major)
    if not found:
        python_env.prepare_postgres()
        found = _matching(postgres_programs.packaged(), major)
    if found:
        return found[0]
    if major:
        raise Failure(
            f"The database was made by PostgreSQL {major}, which this machine does not have (any more).",
            advice=f"Install PostgreSQL {major}, or set PG_BIN to the folder of its programs.",
        )
    raise Failure("This machine has no PostgreSQL.", advice=GET_POSTGRES)


def _matching(found: list[Programs], major: int | None) -> list[Programs]:
    return [programs for programs in found if major in (None, programs.major)]


def _reachable(programs: Programs, account: Account | None) -> Programs:
    """The programs, or a copy of the packaged ones where PostgreSQL's system user can execute them."""
    if account is None or accounts.can_enter(account, programs["postgres"]):
        return programs
    if not programs.folder.is_relative_to(VENV):
        raise Failure(
            f"The system user {account.name}, who runs PostgreSQL, cannot execute {programs['postgres']}.",
            advice="Put PostgreSQL where other users can execute it, or set DATABASE_URL.",
        )
    copy = _elsewhere() / f"postgresql-{programs.major}"
    if not copy.exists():
        _copy_package(programs.folder.parents[2], programs.folder.parent, copy)
        console.say(f"  Copied PostgreSQL's programs to {copy}, where that user can execute them.")
    return Programs(copy / programs.folder.relative_to(programs.folder.parents[2]), programs.major)


def _copy_package(site: Path, installation: Path, copy: Path) -> None:
    """Copy the programs and the libraries beside their package, which they look for by relative paths."""
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for folder in (installation, *site.glob(f"{installation.parent.name}*libs")):
        shutil.copytree(folder, unfinished / folder.relative_to(site), symlinks=True)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
    unfinished.rename(copy)
