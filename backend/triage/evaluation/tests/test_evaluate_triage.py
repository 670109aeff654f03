"""manage.py evaluate_triage, from a file of labelled tickets to figures."""

import asyncio
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tickets.services import Suggestion
from triage import builtin, engine
from triage.engine import builtin_suggestion, make_provider
from triage.evaluation import engines
from triage.evaluation.engines import Candidate
from triage.evaluation.host import host
from triage.evaluation.tickets import read_evaluation_tickets
from triage.json_lines import InvalidTickets
from triage.live_classifier import LiveClassifier
from triage.management.commands import evaluate_triage
from triage.tests.fake_ollama import LAYER_BYTES, MODEL, FakeOllama
from triage.tests.test_live_classifier import make_live

pytestmark = pytest.mark.django_db(transaction=True)

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
    assert ["tickets", "2", "2"] in lines
    assert [builtin.load().name, MODEL] in lines
    assert [line[-1] for line in lines if line[:3] == ["priority:", "within", "one"]] == ["1.000"]
    assert f"{MODEL}, priority (rows: labelled, columns: answered)" in text


def test_judges_the_classifier_that_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    live = LiveClassifier()
    for module in (engine, engines, evaluate_triage):
        monkeypatch.setattr(module, "live_classifier", live)
    make_live("builtin-team-1")
    found = json.loads(evaluate(written(tmp_path, REFUND), "--provider", "builtin", "--json"))
    assert [one["model"] for one in found["engines"]] == ["builtin-team-1"]


async def test_judges_the_model_alone(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.answer = {"category": "billing", "priority": "critical"}
    found = await evaluate_json(written(tmp_path, REFUND), "--provider", "ollama")
    [model] = found["engines"]
    assert (model["tickets"], model["engine"], model["model"]) == (1, "ollama", MODEL)
    assert (model["category"]["accuracy"], model["priority"]["accuracy"]) == (1, 0)
    assert model["priority"]["within_one_step"] == 0
    assert model["priority"]["confusion"][1] == [0, 0, 0, 1]
    assert model["failures"] == {}
    assert model["latency_p95_ms"] >= model["latency_p50_ms"] > 0


async def test_counts_failures_apart(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.fault = "garbage"
    [model] = (await evaluate_json(written(tmp_path, REFUND, REFUND), "--provider", "ollama"))["engines"]
    assert model["failures"] == {"invalid_answer": 2}
    assert model["category"] is None
    assert model["latency_p50_ms"] is None


async def test_asks_the_model_about_each_ticket_even_the_same_one(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.fault = "500"
    [model] = (await evaluate_json(written(tmp_path, *[REFUND] * 7), "--provider", "ollama"))["engines"]
    assert model["tickets"] == 7
    # And once beforehand, so that the time it takes to load the model is not the first ticket's.
    assert ollama.control.started == 8


async def test_compares_models_of_one_provider(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.others = ["qwen3:1.7b"]
    named = ("--model", "qwen3:1.7b", "--model", MODEL, "--model", MODEL)
    engines = (await evaluate_json(written(tmp_path, REFUND), *named))["engines"]
    assert [engine["model"] for engine in engines] == [builtin.load().name, "qwen3:1.7b", MODEL]
    assert [request["model"] for request in ollama.control.requests] == ["qwen3:1.7b"] * 2 + [MODEL] * 2


async def test_says_before_it_begins_how_a_missing_model_is_fetched(
    ollama: FakeOllama, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=r"qwen3:1\.7b is not there.*manage\.py pull_model qwen3:1\.7b"):
        await evaluate_json(written(tmp_path, REFUND), "--model", MODEL, "--model", "qwen3:1.7b")
    assert ollama.control.started == 0


def test_says_that_no_model_can_be_reached(settings: Settings, tmp_path: Path) -> None:
    settings.OLLAMA_URL = "http://127.0.0.1:1"
    with pytest.raises(CommandError, match="its server does not answer"):
        evaluate(written(tmp_path, REFUND))


@pytest.mark.parametrize(
    ("provider", "options", "complaint"),
    [
        ("none", ["--provider", "ollama"], "LLM_PROVIDER is none, so ollama cannot be asked"),
        ("ollama", ["--provider", "openai"], "LLM_PROVIDER is ollama, so openai cannot be asked"),
        ("none", ["--model", MODEL], "--model needs a provider"),
        ("ollama", ["--provider", "builtin", "--model", MODEL], "--model needs a provider"),
        ("ollama", ["--model", "gpt-oss:120b-cloud"], "LOCAL_ONLY is true"),
    ],
)
def test_is_no_way_round_the_settings(
    settings: Settings, tmp_path: Path, provider: str, options: list[str], complaint: str
) -> None:
    settings.LLM_PROVIDER = provider
    with pytest.raises(CommandError, match=complaint):
        evaluate(written(tmp_path, REFUND), *options)


def test_when_interrupted_it_tells_what_there_is_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = StringIO()
    answers = iter([builtin_suggestion("", "Hi")])

    def answer_once(title: str, description: str) -> Suggestion:
        for answer in answers:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr("triage.evaluation.engines.builtin_suggestion", answer_once)
    path = written(tmp_path, REFUND, REFUND, REFUND)
    with pytest.raises(CommandError, match="Interrupted"):
        call_command("evaluate_triage", str(path), "--provider", "builtin", "--json", stdout=out)
    [engine] = json.loads(out.getvalue())["engines"]
    assert engine["tickets"] == 1


async def test_writes_rows_for_the_table_in_the_docs(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.answer = {"category": "billing", "priority": "low"}
    table = await asyncio.to_thread(evaluate, written(tmp_path, REFUND), "--table")
    heading, rule, builtin_row, model_row = table.strip().split("\n")
    assert heading in (Path(__file__).parents[4] / "ollama/README.md").read_text(encoding="utf-8")
    assert rule.count("---") == heading.count("|") - 1
    assert builtin_row.startswith("| built-in classifier | ")
    assert model_row.startswith(f"| {MODEL} | {host()}, CPU only | 1.000 | 0.000 | 1.000 | ")
    assert model_row.endswith(" ms | 0 of 1 |")


async def test_says_how_much_of_a_model_is_on_the_gpu(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.size_vram = LAYER_BYTES * 3 // 5
    [model] = (await evaluate_json(written(tmp_path, REFUND), "--provider", "ollama"))["engines"]
    assert model["host"] == f"{host()}, 60% on the GPU"


async def test_refuses_a_model_that_thinks_first(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.control.show = {"thinking": {"values": [True]}}
    with pytest.raises(CommandError, match="cannot answer at once"):
        await evaluate_json(written(tmp_path, REFUND))


async def test_names_the_host_that_text_is_sent_to(settings: Settings) -> None:
    settings.LLM_PROVIDER, settings.LLM_BASE_URL = "openai", "https://api.example.com/v1"
    assert Candidate(make_provider()).evaluation().host == "api.example.com"


def test_without_a_model_it_judges_the_builtin_classifier_by_the_second_set(settings: Settings) -> None:
    settings.LLM_PROVIDER = "none"
    found = json.loads(evaluate("--json", "--limit", "40"))
    [engine] = found["engines"]
    assert (engine["tickets"], engine["engine"]) == (40, "builtin")
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
