"""The worker labels what came in without labels, and leaves what people chose."""

import asyncio
import logging
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.models.functions import Now
from pytest_django import Settings

from tickets.models import Ticket
from tickets.services import edit_ticket
from tickets.tests.factory import BY_MODEL, make_ticket
from triage.background import queue, worker
from triage.background.keeper import ModelKeeper
from triage.background.labelling import Labeller
from triage.background.worker import work
from triage.database import in_database
from triage.engine import make_engine
from triage.models import LabellingAttempt, ModelDownload
from triage.tests.fake_ollama import MODEL, FakeOllama
from triage.tests.scripted_server import Reply, ScriptedServer
from triage.tests.test_openai_provider import completion, listing
from triage.tests.waiting import until, until_in_database

pytestmark = pytest.mark.django_db(transaction=True)


def labeller(model_ready: bool = True) -> Labeller:
    return Labeller(make_engine(), model_ready=lambda: model_ready)


async def ticket_now(ticket: Ticket) -> Ticket:
    return await in_database(lambda: Ticket.objects.get(pk=ticket.pk))


async def test_labels_a_ticket_by_the_model(ollama: FakeOllama) -> None:
    ollama.control.answer = {"category": "account", "priority": "critical"}
    ticket = await in_database(make_ticket)
    assert await labeller().label_next()
    ticket = await ticket_now(ticket)
    assert (ticket.category, ticket.priority) == ("account", "critical")
    assert (ticket.suggestion_source, ticket.suggestion_model) == ("llm", MODEL)
    assert ticket.suggestion_latency_ms is not None
    assert not await in_database(LabellingAttempt.objects.exists)
    assert not await labeller().label_next()


async def test_keeps_which_label_the_model_was_unsure_of(ollama: FakeOllama) -> None:
    ollama.control.answer = {"category": "technical", "priority": "critical"}
    ollama.control.sure = {"category": 0.9, "priority": 0.4}
    ticket = await in_database(make_ticket)
    assert await labeller().label_next()
    ticket = await ticket_now(ticket)
    assert (ticket.suggested_category_unsure, ticket.suggested_priority_unsure) == (False, True)


async def test_without_a_model_the_built_in_classifier_labels_it_for_good(settings: Settings) -> None:
    settings.LLM_PROVIDER = "none"
    ticket = await in_database(make_ticket)
    assert await labeller(model_ready=False).label_next()
    assert (await ticket_now(ticket)).suggestion_source == "builtin"
    assert not await labeller(model_ready=False).label_next()


async def test_a_model_that_is_away_is_not_asked_until_it_is_back(ollama: FakeOllama) -> None:
    ticket = await in_database(make_ticket)
    assert await labeller(model_ready=False).label_next()
    assert (await ticket_now(ticket)).suggestion_source == "builtin"
    assert not await labeller(model_ready=False).label_next()
    assert ollama.control.started == 0
    assert await labeller().label_next()
    assert (await ticket_now(ticket)).suggestion_source == "llm"


async def test_with_falling_back_off_a_model_that_is_away_leaves_nothing_to_do(
    ollama: FakeOllama, settings: Settings
) -> None:
    settings.TRIAGE_FALLBACK = "off"
    await in_database(make_ticket)
    assert not await labeller(model_ready=False).label_next()
    assert not await in_database(LabellingAttempt.objects.exists)


async def test_after_a_failure_the_model_is_left_alone_and_no_other_ticket_waits_for_labels(
    ollama: FakeOllama,
) -> None:
    ollama.control.fault = "500"
    for _ in range(3):
        await in_database(make_ticket)
    worker = labeller()
    while await worker.label_next():
        pass
    assert ollama.control.started == 1
    assert await in_database(Ticket.objects.filter(suggestion_source="builtin").count) == 3
    assert (await in_database(LabellingAttempt.objects.get)).failures == 1


async def test_what_a_model_judged_is_not_judged_again_by_the_built_in_classifier(
    ollama: FakeOllama,
) -> None:
    ollama.control.fault = "garbage"
    ticket = await in_database(lambda: make_ticket(**BY_MODEL.as_fields()))
    await in_database(lambda: LabellingAttempt.objects.create(ticket=ticket, due_at=Now(), bulk=True))
    assert await labeller().label_next()
    ticket = await ticket_now(ticket)
    assert (ticket.suggestion_source, ticket.suggestion_model) == ("llm", BY_MODEL.model)
    assert (await in_database(LabellingAttempt.objects.get)).failures == 1


async def test_leaves_what_a_person_chooses_while_the_model_thinks(ollama: FakeOllama) -> None:
    ollama.control.fault = "hang"
    ticket = await in_database(make_ticket)
    labelling = asyncio.create_task(labeller().label_next())
    await until(lambda: ollama.control.started == 1)
    await in_database(edit_ticket, ticket.pk, {"category": "general", "priority": "low"})
    ollama.control.fault = ""
    labelling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await labelling
    assert not await labeller().label_next()
    ticket = await ticket_now(ticket)
    assert (ticket.category, ticket.priority, ticket.suggestion_source) == ("general", "low", "none")


async def test_a_worker_that_is_stopped_hands_its_ticket_back(ollama: FakeOllama) -> None:
    ollama.control.fault = "hang"
    await in_database(make_ticket)
    labelling = asyncio.create_task(labeller().label_next())
    await until(lambda: ollama.control.started == 1)
    labelling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await labelling
    await until(lambda: ollama.control.cancelled == 1)
    ollama.control.fault = ""
    assert await labeller().label_next()


async def test_with_falling_back_off_a_ticket_waits_for_the_model(
    ollama: FakeOllama, settings: Settings
) -> None:
    settings.TRIAGE_FALLBACK = "off"
    ollama.control.fault = "500"
    ticket = await in_database(make_ticket)
    await labeller().label_next()
    assert (await ticket_now(ticket)).suggestion_source == "none"
    assert (await in_database(LabellingAttempt.objects.get)).failures == 1


@pytest.fixture
def openai(server: ScriptedServer, settings: Settings) -> ScriptedServer:
    """A server that speaks OpenAI's API at the address that the settings name."""
    settings.LLM_PROVIDER = "openai"
    settings.LLM_BASE_URL = server.url
    settings.LLM_MODEL = "gpt-x"
    return server


async def test_the_whole_worker_labels_by_a_hosted_model(openai: ScriptedServer) -> None:
    openai.answer(listing("gpt-x"), completion())
    await in_database(make_ticket)
    working = asyncio.create_task(work(make_engine()))
    await until_in_database(lambda: Ticket.objects.filter(suggestion_source="llm").exists())
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working


async def test_nobody_fetches_a_model_that_a_hosted_api_does_not_have(openai: ScriptedServer) -> None:
    openai.answer(listing("gpt-y"))
    provider = make_engine().provider
    assert provider
    keeper = ModelKeeper(provider)
    await keeper.tend()
    assert not keeper.ready
    assert not await in_database(ModelDownload.objects.exists)


@pytest.mark.parametrize("status", [401, 404, 429, 503])
async def test_a_hosted_model_that_is_not_to_be_had_uses_up_no_try_of_a_ticket(
    openai: ScriptedServer, status: int
) -> None:
    openai.answer(Reply({}, status))
    ticket = await in_database(make_ticket)
    worker = labeller()
    assert not await worker.label_next()
    assert not await worker.label_next()
    assert (await ticket_now(ticket)).suggestion_source == "builtin"
    assert not await in_database(LabellingAttempt.objects.exists)
    assert len(openai.requests) == 1


async def test_a_hosted_model_that_fails_uses_up_a_try_of_the_ticket(openai: ScriptedServer) -> None:
    openai.answer(Reply({}, 500))
    ticket = await in_database(make_ticket)
    assert await labeller().label_next()
    assert (await ticket_now(ticket)).suggestion_source == "builtin"
    assert (await in_database(LabellingAttempt.objects.get)).failures == 1
    assert not await labeller().label_next()


async def test_the_log_tells_numbers_and_no_text(
    ollama: FakeOllama, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ticket = await in_database(lambda: make_ticket("unmistakable", "also unmistakable"))
    await labeller().label_next()
    assert f"ticket {ticket.pk}" in caplog.text
    assert "unmistakable" not in caplog.text


async def test_the_whole_worker_fetches_a_missing_model_and_then_labels_by_it(ollama: FakeOllama) -> None:
    ollama.control.missing = True
    ollama.control.loaded = False
    await in_database(make_ticket)
    working = asyncio.create_task(work(make_engine()))
    await until_in_database(lambda: Ticket.objects.filter(suggestion_source="llm").exists())
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working


async def test_the_worker_goes_on_after_the_database_was_away(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, failures = queue.claim, list[int]()

    def failing_once(judge: queue.Judge, duration: timedelta) -> queue.Claim | None:
        if not failures:
            failures.append(1)
            raise OperationalError
        return claim(judge, duration)

    monkeypatch.setattr(queue, "claim", failing_once)
    monkeypatch.setattr(worker, "POLL_SECONDS", 0.01)
    await in_database(make_ticket)
    working = asyncio.create_task(work(make_engine()))
    await until_in_database(lambda: Ticket.objects.filter(suggestion_source="llm").exists())
    working.cancel()
    assert failures
