"""A PostgreSQL server of our own: made, started, adopted and stopped in a private folder.

It listens on a Unix socket only, in a folder that nobody else can enter, so that no port can be taken.
"""

from __future__ import annotations

import contextlib
import hashlib
import locale
import os
import re
import secrets
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from native import accounts, console, locks, processes, signals
from native.failure import Failure
from native.places import shown
from native.postgres_programs import Programs
from native.processes import Account

OWNER = "hushdesk"
DATABASE = "hushdesk"
PORT = 5432  # only a part of the socket's name
# A socket's path holds 107 bytes; the name that PostgreSQL adds to the folder needs 18 of them.
LONGEST_SOCKET_FOLDER = 107 - len(f"/.s.PGSQL.{PORT}")
START_SECONDS = 60
# The server's log would quote the row that broke a rule, and the statement with all its values: ticket text.
DISCREET_OPTIONS = ("log_error_verbosity=terse", "log_min_error_statement=panic")
THROWAWAY_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Cluster:
    """One database cluster in `folder`. `options` are extra settings of the server."""

    def __init__(
        self, folder: Path, programs: Programs, account: Account | None, options: tuple[str, ...] = ()
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "server.log"
        self.programs = programs
        self.account = account
        self.options = options
        self._password = folder / "password"
        self._busy = folder.with_name(f"{folder.name}.lock")
        self._users = locks.FileLock(folder.with_name(f"{folder.name}.users"))

    @property
    def password(self) -> str:
        """The password of `OWNER`."""
        return self._password.read_text()

    @property
    def url(self) -> str:
        """Where Django finds the database (the form of django-environ for a Unix socket)."""
        return f"postgresql://{OWNER}:{self.password}@/{self.sockets}/{DATABASE}"

    @property
    def sockets(self) -> Path:
        """The folder of the socket: ours, or a short one when ours has too long or too odd a name."""
        ours = self.folder / "run"
        if len(os.fsencode(ours)) <= LONGEST_SOCKET_FOLDER and re.fullmatch(
            r"[\w./+-]+", str(ours), re.ASCII
        ):
            return ours
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path("/tmp") / f"hushdesk-{name}"  # noqa: S108 - made below with mode 0700, and its owner checked

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Keep the server running for a while, beside others who use it too; the last one stops it."""
        try:
            with self._alone():
                self._users.try_shared()
                self._make()
                self._start()
            yield self.url
        finally:
            self._stop_if_last()

    def _alone(self) -> contextlib.AbstractContextManager[None]:
        return locks.exclusive(
            self._busy, 90, f"Another command is still busy with the database in {shown(self.folder)}."
        )

    def is_alive(self) -> bool:
        """Whether the server is running; its death is nobody's wish while we use it."""
        return self._server_process() is not None

    def revive(self) -> None:
        """Start the server again after it died."""
        with self._alone():
            self._start()

    def _stop_if_last(self) -> None:
        with self._alone():
            if self._users.try_exclusive():
                self._stop()
            self._users.release()

    def _make(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._write_password()
        accounts.give(self.account, self.folder, self._password)
        title = f"Making a database (PostgreSQL {self.programs.major}) in {shown(self.folder)}"
        with console.step(title) as progress:
            self._call(progress, "initdb", *self._initdb_options(unfinished))
            create = f"CREATE DATABASE {DATABASE};\n"
            self._call(progress, "postgres", "--single", "-D", unfinished, "postgres", typed=create)
        unfinished.rename(self.data)

    def _write_password(self) -> None:
        self._password.unlink(missing_ok=True)
        self._password.touch(mode=0o600)
        self._password.write_text(secrets.token_urlsafe(24))

    def _initdb_options(self, data: Path) -> list[str | Path]:
        options: list[str | Path] = ["-D", data, "-U", OWNER, "-E", "UTF8"]
        options += _locale_options(self.programs.major)
        options += ["-A", "scram-sha-256", f"--pwfile={self._password}"]
        return [*options, "--no-sync" if "fsync=off" in self.options else "--data-checksums"]

    def _start(self) -> None:
        server = self._server_process()
        if server and self._adopt():
            console.say(f"  The database was still running (process {server}): using it.")
            return
        with console.step("Starting the database") as progress:
            self._prepare_sockets()
            # A killed server leaves these, and a new one believes them while the old number is in use.
            for leftover in self.sockets.glob(f".s.PGSQL.{PORT}*"):
                leftover.unlink()
            self._start_patiently(progress)

    def _server_process(self) -> int | None:
        """The process id of this cluster's server; a file left behind by a dead one is removed."""
        lines = self._pid_file_lines()
        if not lines:
            return None
        pid = int(lines[0])
        if _is_server_of(pid, self.data):
            return pid
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        return None

    def _pid_file_lines(self) -> list[str]:
        with contextlib.suppress(FileNotFoundError):
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return lines if lines and lines[0].strip().isdigit() else []
        return []

    def _adopt(self) -> bool:
        """Use a server that is running already; one that cannot be reached any more is stopped."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            lines = self._pid_file_lines()
            if not lines:
                return False
            if len(lines) > 7 and lines[7].strip() == "ready":
                break
            signals.pause(0.1)
        if (self.sockets / f".s.PGSQL.{PORT}").exists():
            return True
        self._stop()
        return False

    def _prepare_sockets(self) -> None:
        with contextlib.suppress(FileExistsError):
            self.sockets.mkdir(mode=0o700)
            accounts.give(self.account, self.sockets)
        wanted = self.account.uid if self.account else os.geteuid()
        found = self.sockets.lstat()
        if found.st_uid != wanted or found.st_mode & 0o077 or self.sockets.is_symlink():
            raise Failure(
                f"{self.sockets} belongs to somebody else, so the database's socket cannot be put there."
            )

    def _start_patiently(self, progress: console.Progress) -> None:
        """Start the server; after a kill -9 the old one's children may hold its memory for a moment yet."""
        until = time.monotonic() + 20
        while True:
            self.log.unlink(missing_ok=True)
            try:
                self._call(progress, "pg_ctl", *self._start_options())
                return
            except Failure as failure:
                said = self.log.read_text(errors="replace") if self.log.exists() else ""
                if "shared memory block" not in said or time.monotonic() > until:
                    raise Failure(
                        "The database did not start.", output=f"{failure.output}\n{said}"
                    ) from failure
            signals.pause(0.5)

    def _start_options(self) -> list[str | Path]:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            f"port={PORT}",
            *DISCREET_OPTIONS,
            *self.options,
        ]
        words = [word for setting in settings for word in ("-c", setting)]
        return [
            "-D",
            self.data,
            "-l",
            self.log,
            "-w",
            "-t",
            str(START_SECONDS),
            "-o",
            shlex.join(words),
            "start",
        ]

    def _stop(self) -> None:
        if not self._server_process():
            return
        for mode, seconds in (("fast", 20), ("immediate", 10)):
            outcome = self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "-t", str(seconds), "stop")
            if outcome.code == 0:
                return
        console.warn(f"The database did not stop: see {shown(self.log)}.")

    def _call(self, progress: console.Progress, name: str, *options: str | Path, typed: str = "") -> None:
        outcome = self._run(name, *options, typed=typed, progress=progress)
        if outcome.code != 0 or "ERROR:" in outcome.output or "FATAL:" in outcome.output:
            raise Failure(f"PostgreSQL's {name} failed (exit code {outcome.code}).", output=outcome.output)

    def _run(
        self, name: str, *options: str | Path, typed: str = "", progress: console.Progress | None = None
    ) -> processes.Outcome:
        return processes.run(
            [self.programs[name], *options],
            cwd=Path("/"),
            env=_environment(),
            account=self.account,
            typed=typed,
            progress=progress,
        )


@contextlib.contextmanager
def throwaway(programs: Programs, account: Account | None) -> Iterator[str]:
    """A database for tests: fast, forgetful, and gone afterwards."""
    with temporary(programs, account, THROWAWAY_OPTIONS) as cluster:
        yield cluster.url


@contextlib.contextmanager
def temporary(
    programs: Programs, account: Account | None, options: tuple[str, ...] = (), disk: Path | None = None
) -> Iterator[Cluster]:
    """A running cluster that is gone afterwards; `disk` is a folder for it."""
    home = Path(tempfile.mkdtemp(prefix="hushdesk-", dir=disk))
    try:
        home.chmod(0o711)
        if not accounts.can_enter(account, home):
            raise Failure(
                f"The system user {account and account.name} cannot enter {home.parent}.",
                advice="Set TMPDIR.",
            )
        cluster = Cluster(home / "postgres", programs, account, options)
        with cluster.running():
            yield cluster
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _locale_options(major: int) -> list[str]:
    """UTF-8 rules for upper and lower case, which search needs, in an order that no upgrade changes."""
    if _has_locale("C.UTF-8"):
        return ["--locale=C.UTF-8"]
    if major >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=en_US.UTF-8"] if _has_locale("en_US.UTF-8") else ["--locale=C"]


def _has_locale(name: str) -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_CTYPE, before)
    return True


def _environment() -> dict[str, str]:
    """Our environment without what would lead PostgreSQL's programs to another server or language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}


def _is_server_of(pid: int, data: Path) -> bool:
    """Whether that process is the server of this folder: its number may have been given away since."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    if not Path("/proc/self").exists():
        return True
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve()
    return False
