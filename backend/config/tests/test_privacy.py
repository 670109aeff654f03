"""A word that stands in tickets, comments, searches and passwords is in no log and no metric."""

import json
from pathlib import Path

import httpx
import pytest

from accounts.models import Role
from accounts.tests.factory import PASSWORD, make_user
from config.tests.serving import serving
from config.tests.test_asgi import log_in
from tickets.models import Ticket
from triage.background.tests.worker_process import start_worker
from triage.database import in_database
from triage.tests.fake_ollama import running
from triage.tests.waiting import until, until_in_database

pytestmark = pytest.mark.django_db(transaction=True)

MARKER = "unmistakable"
JSON = {"Content-Type": "application/json"}
TEXT = {"title": f"{MARKER} title", "description": f"{MARKER} description"}


async def use_everything(browser: httpx.AsyncClient) -> list[int]:
    """Everything that takes a text, well and badly; the status of each answer."""
    created = await browser.post("/api/tickets/", json=TEXT)
    ticket = f"/api/tickets/{created.json()['id']}/"
    begun = await browser.post("/api/tickets/import/", json={"header": ["title", "description", "status"]})
    importing = f"/api/tickets/import/{begun.json()['id']}/"
    rows = [
        {"number": 2, "cells": [MARKER, MARKER, "open"]},
        {"number": 3, "cells": [MARKER * 50, MARKER, "open"]},
    ]
    answers = [
        created,
        await browser.post(f"{importing}rows/", json={"rows": rows}),
        await browser.post(f"{importing}commit/", json={"rows": 2, "leave_out_errors": True}),
        await browser.post("/api/tickets/", json={**TEXT, "category": "unknown"}),
        await browser.post("/api/tickets/", content=f'{{"title": "{MARKER}', headers=JSON),
        await browser.post("/api/tickets/", content=MARKER * 100_000, headers=JSON),
        await browser.patch(ticket, json={"description": f"{MARKER} changed", "version": 1}),
        await browser.patch(ticket, json={"title": MARKER * 50}),
        await browser.post(f"{ticket}comments/", json={"body": MARKER, "author": MARKER}),
        await browser.get("/api/tickets/", params={"search": MARKER}),
        await browser.get("/api/tickets/", params={"search": f"{MARKER}\0"}),
        await browser.get("/api/tickets/export/", params={"search": MARKER, "format": "csv"}),
        await browser.post("/api/tickets/similar/", json=TEXT),
        await browser.post("/api/tickets/classify/", json=TEXT),
        await browser.post("/api/tickets/classify/", json={"description": MARKER, "title": MARKER * 50}),
        await browser.get(f"/api/{MARKER}/"),
        await browser.get("/api/tickets/", headers={"X-Request-ID": MARKER, "User-Agent": MARKER}),
        await browser.post("/api/session/", json={"username": MARKER, "password": MARKER}),
    ]
    return [answer.status_code for answer in answers]


async def test_no_log_nor_metric_holds_what_people_write(tmp_path: Path) -> None:
    log = tmp_path / "log"
    settings = {"LOG_LEVEL": "DEBUG", "LLM_TIMEOUT": "5"}
    await in_database(make_user, Role.ADMIN, "ann")
    async with (
        running() as ollama,
        serving(log, OLLAMA_URL=ollama.url, ACCESS="login", **settings) as browser,
    ):
        await log_in(browser)
        answers = await use_everything(browser)
        ollama.control.fault = "garbage"
        ollama.control.answer = {"category": MARKER, "priority": MARKER}
        await browser.post("/api/tickets/classify/", json={"description": f"{MARKER} again"})
        worker = await start_worker(ollama.url, log, **settings)
        try:
            judged = Ticket.objects.exclude(suggestion_source="none")
            await until_in_database(judged.exists, within=60)
            await until(lambda: len(set(ollama.control.request_ids)) >= 3, within=60)
        finally:
            worker.terminate()
            await worker.wait()
        assert (await browser.get("/api/tickets/", headers={"Cookie": f"sessionid={MARKER}"})).is_error
        metrics = (await browser.get("/metrics")).text
    assert {200, 201, 400, 404, 413} <= set(answers)
    assert MARKER not in metrics
    written = log.read_text()
    assert MARKER not in written
    assert PASSWORD not in written


async def test_one_id_leads_from_the_browser_to_the_model(tmp_path: Path, db: None) -> None:
    async with (
        running() as ollama,
        serving(tmp_path / "log", OLLAMA_URL=ollama.url, LOG_FORMAT="json") as browser,
    ):
        answer = await browser.post("/api/tickets/classify/", json=TEXT)
    assert ollama.control.request_ids == [answer.headers["X-Request-ID"]]
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines() if line[0] == "{"]
    [access] = [line for line in lines if line["logger"] == "hushdesk.access" and line["route"] == "classify"]
    assert access["request_id"] == answer.headers["X-Request-ID"]
