"""The private PostgreSQL: what it promises after a clean end, and after everything but one."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg2
import pytest

from native import accounts, database, python_env
from native.failure import Failure
from native.places import BACKEND
from native.postgres import LONGEST_SOCKET_FOLDER, Cluster
from native.tests.conftest import SQL

MakeCluster = Callable[..., Cluster]


def server_of(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_data_survive_a_restart(make_cluster: MakeCluster, sql: SQL) -> None:
    with make_cluster().running():
        sql(make_cluster(), "CREATE TABLE kept AS SELECT 42 AS answer")
    with make_cluster().running():
        assert sql(make_cluster(), "SELECT answer FROM kept") == [(42,)]


def test_it_is_private_and_knows_letters_of_every_language(make_cluster: MakeCluster, sql: SQL) -> None:
    cluster = make_cluster()
    with cluster.running():
        assert sql(cluster, "SELECT upper('é'), current_setting('listen_addresses')") == [("É", "")]
        assert [mode_of(path) for path in (cluster.folder, cluster.sockets)] == [0o700, 0o700]
        assert mode_of(cluster.folder / "password") == 0o600
        if os.geteuid() == 0:
            assert cluster.data.stat().st_uid != 0


def test_its_log_quotes_neither_row_nor_statement(make_cluster: MakeCluster, sql: SQL) -> None:
    cluster = make_cluster()
    with cluster.running():
        sql(cluster, "CREATE TABLE picky (words text CHECK (length(words) < 3))")
        with pytest.raises(psycopg2.IntegrityError, match="unmistakable"):
            sql(cluster, "INSERT INTO picky VALUES ('unmistakable')")
        log = cluster.log.read_text()
    assert "violates check constraint" in log
    assert "unmistakable" not in log


def test_the_last_of_its_users_stops_it(make_cluster: MakeCluster, sql: SQL) -> None:
    first, second = make_cluster(), make_cluster()
    with first.running():
        with second.running():
            assert server_of(first) == server_of(second)
        assert sql(first, "SELECT 1") == [(1,)]
    assert not first.is_alive()


def test_a_killed_server_is_started_again_and_lost_nothing(make_cluster: MakeCluster, sql: SQL) -> None:
    cluster = make_cluster(options=())
    with cluster.running():
        sql(cluster, "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(server_of(cluster), signal.SIGKILL)
        until = time.monotonic() + 5
        while cluster.is_alive() and time.monotonic() < until:
            time.sleep(0.05)
        cluster.revive()
        assert sql(cluster, "SELECT answer FROM kept") == [(42,)]


def test_a_number_that_somebody_else_has_by_now_is_no_obstacle(make_cluster: MakeCluster, sql: SQL) -> None:
    cluster = make_cluster()
    with cluster.running():
        lines = (cluster.data / "postmaster.pid").read_text()
    (cluster.data / "postmaster.pid").write_text(lines.replace(lines.split("\n")[0], str(os.getpid()), 1))
    with make_cluster().running():
        assert sql(cluster, "SELECT 1") == [(1,)]


def test_the_server_of_a_killed_launcher_is_adopted(make_cluster: MakeCluster, home: Path, sql: SQL) -> None:
    launcher = f"""
import sys, time
from pathlib import Path
sys.path.insert(0, {str(BACKEND)!r})
from native import accounts, database, python_env, postgres
folder = Path({str(home / "postgres")!r})
account = accounts.for_postgres(folder)
with postgres.Cluster(folder, database.programs_for(None, account), account).running():
    print("up", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", launcher], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert any(line.strip() == "up" for line in process.stdout)
        process.kill()
    cluster = make_cluster()
    left_running = server_of(cluster)
    with cluster.running():
        assert server_of(cluster) == left_running
        assert sql(cluster, "SELECT 1") == [(1,)]
    assert not cluster.is_alive()


def test_making_it_is_begun_anew_after_an_interruption(make_cluster: MakeCluster, sql: SQL) -> None:
    cluster = make_cluster()
    unfinished = cluster.folder / "data.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "half").touch()
    with cluster.running():
        assert sql(cluster, "SELECT 1") == [(1,)]
    assert not unfinished.exists()


@pytest.mark.parametrize("name", ["x" * LONGEST_SOCKET_FOLDER, "a folder, with punctuation"])
def test_the_folder_may_have_any_name(make_cluster: MakeCluster, sql: SQL, name: str) -> None:
    cluster = make_cluster(name)
    with cluster.running():
        assert sql(cluster, "SELECT 1") == [(1,)]
        assert len(os.fsencode(cluster.sockets)) <= LONGEST_SOCKET_FOLDER
    cluster.sockets.rmdir()


def test_data_of_a_version_that_is_gone_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_env, "prepare_postgres", lambda: None)
    account = accounts.for_postgres()
    with pytest.raises(Failure, match="made by PostgreSQL 9,"):
        database.programs_for(9, account)
