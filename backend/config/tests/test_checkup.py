"""What is said of an installation in which something is missing, on the command line and on the page."""

import json
import socket
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.test import Client
from pytest_django import Settings

from config.checkup import database, host, model, setup, work
from config.checkup.examination import examine
from config.checkup.finding import Verdict
from config.tests.test_settings import named_in_the_example
from tickets.tests.factory import make_ticket
from triage import signs
from triage.models import LabellingAttempt, SignOfLife

db = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_model(settings: Settings) -> None:
    settings.LLM_PROVIDER = "none"


@pytest.fixture
def all_at_work(db: None) -> None:
    signs.give(signs.WORKER)
    signs.give(signs.SERVER)


def doctor(*words: str) -> tuple[int, str]:
    """Its exit code, and what it said."""
    said = StringIO()
    try:
        call_command("doctor", *words, stdout=said, no_color=True)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


def test_an_installation_that_works_ends_well(all_at_work: None) -> None:
    code, said = doctor()
    assert code == 0
    assert "OK            Database: PostgreSQL" in said
    assert "Broken" not in said


@db
def test_what_is_broken_comes_first_with_what_to_do_about_it() -> None:
    code, said = doctor()
    assert code == 1
    first, second = said.splitlines()[:2]
    assert first.startswith("Broken        Worker: No worker is at work")
    assert second.strip().startswith("-> See what it says (docker compose logs worker)")


def test_without_a_database_it_says_so_and_goes_on() -> None:
    with patch.object(connection, "ensure_connection", side_effect=OperationalError("secret words")):
        code, said = doctor()
    assert code == 1
    assert said.startswith("Broken        Database: The database does not answer")
    assert "Disk: " in said
    assert "Language model: " in said
    assert "secret words" not in said


def test_programs_are_told_in_json(all_at_work: None) -> None:
    findings = json.loads(doctor("--json")[1])
    assert len(findings) > 10
    assert findings[0].keys() == {"title", "verdict", "detail", "advice"}


def test_whoever_needs_advice_is_given_some(all_at_work: None) -> None:
    assert all(
        finding.detail and (finding.verdict is Verdict.OK) != bool(finding.advice) for finding in examine()
    )


def test_the_page_is_told_the_same(client: Client, all_at_work: None) -> None:
    answer = client.get("/api/system/").json()
    assert {finding["title"] for finding in answer["findings"]} == {finding.title for finding in examine()}


def test_the_page_is_told_in_german(client: Client, all_at_work: None) -> None:
    answer = client.get("/api/system/", headers={"Accept-Language": "de"}).json()
    assert "Datenbank" in {finding["title"] for finding in answer["findings"]}


@db
def test_a_process_that_gave_no_sign_of_late_is_not_at_work() -> None:
    signs.give(signs.WORKER)
    assert work.worker().verdict is Verdict.OK
    SignOfLife.objects.update(at=Now() - timedelta(minutes=5))
    assert work.worker().verdict is Verdict.BROKEN
    assert work.server().verdict is Verdict.BROKEN


@db
def test_tickets_that_were_given_up_or_wait_long_are_to_be_looked_at() -> None:
    assert work.queue().verdict is Verdict.OK
    ticket = make_ticket(created_at=datetime.now(UTC) - timedelta(hours=2))
    assert "waited for 120 minutes" in work.queue().detail
    LabellingAttempt.objects.create(ticket=ticket, due_at=Now(), given_up_at=Now())
    assert "The model failed at 1 ticket." in work.queue().detail


@db
@pytest.mark.parametrize(("hours", "verdict"), [(2, Verdict.OK), (40, Verdict.LOOK)])
def test_a_back_up_is_known_by_the_mark_that_it_leaves(hours: int, verdict: Verdict) -> None:
    assert "No back-up" in database.backup().detail
    with connection.cursor() as cursor:
        mark = f"{datetime.now(UTC) - timedelta(hours=hours):hushdesk backup %Y-%m-%dT%H%M%SZ}"
        cursor.execute(f"COMMENT ON DATABASE \"{connection.settings_dict['NAME']}\" IS '{mark}'")
    assert database.backup().verdict is verdict


@db
@pytest.mark.parametrize(("seconds", "verdict"), [(0, "ok"), (10, "look"), (-90, "broken")])
def test_a_clock_that_is_off_is_told(seconds: int, verdict: str) -> None:
    there = datetime.now(UTC) + timedelta(seconds=seconds)
    with patch("config.checkup.database.row", return_value=[there]):
        assert database.clock().verdict == verdict


@pytest.mark.parametrize(
    ("server", "says"),
    [
        (("13.4", 130004, "UTF8", "9 MB", True), "needs PostgreSQL 14"),
        (("17.2", 170002, "SQL_ASCII", "9 MB", True), "encoding UTF8"),
        (("17.2", 170002, "UTF8", "9 MB", False), "CREATE EXTENSION pg_trgm"),
        (("17.2", 170002, "UTF8", "9 MB", True), ""),
    ],
)
def test_a_database_that_does_not_fit_is_told(server: tuple[object, ...], says: str) -> None:
    with patch("config.checkup.database.row", return_value=server):
        assert says in database.server().advice


@pytest.mark.parametrize(("free", "verdict"), [(1e8, "broken"), (3e9, "look"), (5e11, "ok")])
def test_a_full_disk_is_told(free: float, verdict: str) -> None:
    with patch("shutil.disk_usage") as usage:
        usage.return_value.free, usage.return_value.total = free, 1e12
        assert host.disk().verdict == verdict


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("LLM_MODLE", "LLM_MODEL"), ("LIMIT_LOGINS", "LIMIT_LOGIN"), ("OIDC_CLIENTID", "OIDC_CLIENT_ID")],
)
def test_a_misspelt_setting_is_told(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, misspelt: str, meant: str
) -> None:
    settings.SECRET_KEY = "k" * 50
    assert setup.variables().verdict is Verdict.OK
    monkeypatch.setenv(misspelt, "x")
    assert f"{misspelt} is not a setting" in setup.variables().detail
    assert setup.variables().advice == f"Did you mean {meant}?"


def test_no_setting_of_the_example_is_taken_for_misspelt() -> None:
    assert not setup.unknown(named_in_the_example())


def test_a_short_key_is_told(settings: Settings) -> None:
    settings.SECRET_KEY = "short"
    assert "could be forged" in setup.variables().detail


def test_access_for_all_is_told_where_others_can_reach_it(settings: Settings) -> None:
    assert setup.access().verdict is Verdict.OK
    settings.HUSHDESK_HOST = "help.example.org"
    assert setup.access().verdict is Verdict.LOOK
    settings.ACCESS = "login"
    assert setup.access().verdict is Verdict.OK


def test_a_way_out_of_a_container_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as outside, patch.object(model, "CONTAINER", tmp_path):
        with patch.object(model, "OUTSIDE", outside.getsockname()):
            assert model.isolation().verdict is Verdict.LOOK
        with patch.object(model, "OUTSIDE", ("127.0.0.1", 9)):
            assert model.isolation().verdict is Verdict.OK


def test_a_model_that_is_away_is_told(settings: Settings) -> None:
    settings.LLM_PROVIDER, settings.OLLAMA_URL = "ollama", "http://127.0.0.1:9"
    finding = model.language_model()
    assert finding.verdict is Verdict.LOOK
    assert "cannot be reached" in finding.detail
    assert "stays on this server" in finding.detail
