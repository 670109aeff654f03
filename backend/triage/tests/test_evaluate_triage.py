"""manage.py evaluate_triage, from a file of labelled tickets to figures."""

import asyncio
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from triage import builtin
from triage.evaluation import read_evaluation_tickets
from triage.json_lines import InvalidTickets
from triage.tests.fake_ollama import MODEL, FakeOllama

REFUND: dict[str, Any] = {
    "title": "Refund",
    "description": "Charged twice.",
    "category": "billing",
    "priority": "medium",
}


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "tickets.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def evaluate(*args: str | Path) -> str:
    out = StringIO()
    call_command("evaluate_triage", *map(str, args), stdout=out)
    return out.getvalue()


async def evaluate_json(*args: str | Path) -> dict[str, Any]:
    """In a thread, so that the fake Ollama can answer meanwhile."""
    found: dict[str, Any] = json.loads(await asyncio.to_thread(evaluate, *args, "--json"))
    return found


async def test_puts_both_engines_side_by_side(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.answer = {"category": "billing", "priority": "low"}
    text = await asyncio.to_thread(evaluate, written(tmp_path, REFUND, REFUND))
    lines = [line.split() for line in text.split("\n")]
    assert ["2", "tickets", "of", "tickets.jsonl"] in lines
    assert [builtin.load().name, MODEL] in lines
    assert [line[-1] for line in lines if line[:3] == ["priority:", "within", "one"]] == ["1.000"]
    assert f"{MODEL}, priority (rows: labelled, columns: answered)" in text


async def test_judges_the_model_alone(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.answer = {"category": "billing", "priority": "critical"}
    found = await evaluate_json(written(tmp_path, REFUND), "--provider", "llm")
    [model] = found["engines"]
    assert (found["tickets"], model["engine"], model["model"]) == (1, "llm", MODEL)
    assert (model["category"]["accuracy"], model["priority"]["accuracy"]) == (1, 0)
    assert model["priority"]["within_one_step"] == 0
    assert model["priority"]["confusion"][1] == [0, 0, 0, 1]
    assert model["failures"] == {}
    assert model["latency_p95_ms"] >= model["latency_p50_ms"] > 0


async def test_counts_failures_apart(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.fault = "garbage"
    [model] = (await evaluate_json(written(tmp_path, REFUND, REFUND), "--provider", "llm"))["engines"]
    assert model["failures"] == {"invalid_answer": 2}
    assert model["category"] is None
    assert model["latency_p50_ms"] is None


async def test_asks_the_model_about_each_ticket_even_the_same_one(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.fault = "500"
    await evaluate_json(written(tmp_path, *[REFUND] * 7), "--provider", "llm")
    assert ollama.control.started == 7


async def test_says_at_once_that_the_model_is_missing(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.missing = True
    with pytest.raises(CommandError, match=r"is missing\. `--provider builtin`"):
        await evaluate_json(written(tmp_path, REFUND))
    assert ollama.control.started == 0


def test_refuses_to_ask_a_model_that_nobody_chose(settings: Settings, tmp_path: Path) -> None:
    settings.LLM_PROVIDER = "none"
    with pytest.raises(CommandError, match="LLM_PROVIDER is none"):
        evaluate(written(tmp_path, REFUND), "--provider", "llm")


def test_without_a_model_it_judges_the_builtin_classifier_by_the_second_set(settings: Settings) -> None:
    settings.LLM_PROVIDER = "none"
    found = json.loads(evaluate("--json", "--limit", "40"))
    [engine] = found["engines"]
    assert (found["tickets"], engine["engine"]) == (40, "builtin")
    assert sum(map(sum, engine["category"]["confusion"])) == 40
    # A limit takes tickets of every label, though they are in order of them.
    assert all(map(sum, engine["category"]["confusion"]))
    assert 0 <= engine["category"]["calibration_error"] <= 1


def test_a_ticket_is_judged_by_the_labels_that_it_has(tmp_path: Path) -> None:
    path = written(tmp_path, {"text": "Charged twice, refund one please.", "category": "billing"})
    text = evaluate(path, "--provider", "builtin")
    assert "category (rows" in text
    assert "priority (rows" not in text


def test_reads_a_text_or_a_title_and_a_description(tmp_path: Path) -> None:
    text, ticket = read_evaluation_tickets(
        written(tmp_path, {"text": "Hi", "priority": "low", "category": None, "note": 7}, REFUND)
    )
    assert (text.title, text.description, text.category, text.priority) == ("", "Hi", None, "low")
    assert (ticket.title, ticket.description, ticket.category) == ("Refund", "Charged twice.", "billing")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Refund", "not a JSON object"),
        ({"title": "Refund", "category": "billing"}, "needs a 'text' or a 'description'"),
        ({"text": " ", "category": "billing"}, "needs a 'text' or a 'description'"),
        ({**REFUND, "text": "Refund"}, "'text' stands instead of 'title' and 'description'"),
        ({"text": "Refund"}, "needs a 'category', a 'priority' or both"),
        ({"text": "Refund", "category": "sales"}, "'category' must be one of billing, technical"),
        ({"text": "Refund", "priority": "urgent"}, "'priority' must be one of low, medium"),
        ({"text": 7, "priority": "low"}, "'text' must be a string"),
        ({"text": "Refund", "priority": ["low"]}, "'priority' must be a string"),
        ({"text": "x" * 20_001, "priority": "low"}, "'text' is longer than 20000 characters"),
        ({**REFUND, "title": "x" * 201}, "'title' is longer than 200 characters"),
    ],
)
def test_a_bad_row_is_refused_by_its_line(tmp_path: Path, row: Any, complaint: str) -> None:
    with pytest.raises(InvalidTickets) as refused:
        read_evaluation_tickets(written(tmp_path, REFUND, row))
    assert str(refused.value).startswith(f"tickets.jsonl, line 2: {complaint}")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"{broken", "line 1: not JSON"),
        (b"[" * 100_000, "line 1: nested too deeply"),
        (b"\xff\xfe{", "not UTF-8"),
        (b"\n", "has no tickets"),
    ],
    ids=["broken", "deep", "bytes", "empty"],
)
def test_a_bad_file_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "tickets.jsonl"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=complaint):
        evaluate(path, "--provider", "builtin")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.jsonl: No such file"):
        evaluate(tmp_path / "none.jsonl")


def test_a_limit_is_at_least_one(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="at least 1"):
        evaluate(written(tmp_path, REFUND), "--limit", "0")
