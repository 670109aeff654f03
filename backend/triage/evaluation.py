"""How good an engine is on tickets whose right labels are known: quality, speed and failures.

The tickets that come with it, evaluation_tickets.jsonl, are for nothing else: no model learns from them and
no setting is chosen by them, else they would stop telling the truth.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings

from tickets.models import Category, Priority
from tickets.services import Suggestion
from triage import prompt
from triage.engine import builtin_suggestion, judged
from triage.figures import LabelFigures, confusion_table, label_figures, share
from triage.json_lines import (
    MAX_DESCRIPTION,
    MAX_TITLE,
    InvalidTickets,
    check_choice,
    check_length,
    read_json_lines,
)
from triage.providers.base import Provider, ProviderError

SECOND_SET = Path(__file__).with_name("evaluation_tickets.jsonl")


@dataclass(frozen=True, slots=True)
class EvaluationTicket:
    """category, priority: the right label, or None where the file does not say."""

    title: str
    description: str
    category: str | None
    priority: str | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one engine was worth.

    category, priority: over the answered tickets that have the label; None where there is none.
    latency_p50_ms, latency_p95_ms: of the answers; None where there is none.
    failures: how often there was no answer, by reason.
    """

    engine: str
    model: str
    category: LabelFigures | None
    priority: LabelFigures | None
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    failures: dict[str, int]


Ask = Callable[[EvaluationTicket], Awaitable[Suggestion]]


def read_evaluation_tickets(path: Path = SECOND_SET) -> list[EvaluationTicket]:
    """Rows of `text`, or `title` and `description`, with `category`, `priority` or both.

    Fields of other names are nobody's business here. Raises InvalidTickets, which names the line.
    """
    return read_json_lines(path, _ticket)


def _ticket(row: dict[str, Any]) -> EvaluationTicket:
    row = {field: value for field, value in row.items() if value is not None}
    for field in ("text", "title", "description", "category", "priority"):
        if not isinstance(row.get(field, ""), str):
            raise InvalidTickets(f"{field!r} must be a string")
    if "text" in row and ("title" in row or "description" in row):
        raise InvalidTickets("'text' stands instead of 'title' and 'description', not beside them")
    field = "text" if "text" in row else "description"
    if not row.get(field, "").strip():
        raise InvalidTickets("needs a 'text' or a 'description'")
    check_length(row, field, MAX_DESCRIPTION)
    check_length(row, "title", MAX_TITLE)
    _check_labels(row)
    return EvaluationTicket(row.get("title", ""), row[field], row.get("category"), row.get("priority"))


def _check_labels(row: dict[str, Any]) -> None:
    labels = {"category": Category.values, "priority": Priority.values}
    if not row.keys() & labels.keys():
        raise InvalidTickets("needs a 'category', a 'priority' or both")
    for field in row.keys() & labels.keys():
        check_choice(row, field, labels[field])


async def ask_builtin(ticket: EvaluationTicket) -> Suggestion:
    return builtin_suggestion(ticket.title, ticket.description)


def ask_model(provider: Provider) -> Ask:
    """Straight to the model: nothing that protects it, and no earlier answer, may blur the figures."""

    async def ask(ticket: EvaluationTicket) -> Suggestion:
        num_ctx, timeout = settings.LLM_NUM_CTX, settings.LLM_BACKGROUND_TIMEOUT
        question = prompt.question(ticket.title, ticket.description, num_ctx=num_ctx, timeout=timeout)
        return judged(await provider.ask(question))

    return ask


async def evaluate(engine: str, model: str, ask: Ask, tickets: Iterable[EvaluationTicket]) -> Evaluation:
    """Ask about one ticket after the other: each latency is that of a model with nothing else to do."""
    answered: list[tuple[EvaluationTicket, Suggestion]] = []
    seconds: list[float] = []
    failures: Counter[str] = Counter()
    for ticket in tickets:
        started = perf_counter()
        try:
            answered.append((ticket, await ask(ticket)))
        except ProviderError as error:
            failures[error.reason.value] += 1
        else:
            seconds.append(perf_counter() - started)
    return Evaluation(
        engine=engine,
        model=model,
        category=_figures("category", Category.values, answered),
        priority=_figures("priority", Priority.values, answered),
        latency_p50_ms=_percentile_ms(seconds, 0.50),
        latency_p95_ms=_percentile_ms(seconds, 0.95),
        failures=dict(failures),
    )


def _figures(
    field: str, labels: Sequence[str], answered: Sequence[tuple[EvaluationTicket, Suggestion]]
) -> LabelFigures | None:
    labelled = [(ticket, suggestion) for ticket, suggestion in answered if getattr(ticket, field)]
    if not labelled:
        return None
    return label_figures(
        labels,
        [getattr(ticket, field) for ticket, _ in labelled],
        [getattr(suggestion, field) for _, suggestion in labelled],
        [getattr(suggestion, f"{field}_confidence") for _, suggestion in labelled],
        ordered=labels == Priority.values,
    )


def _percentile_ms(seconds: Sequence[float], part: float) -> float | None:
    """The time within which this part of the answers came."""
    if not seconds:
        return None
    return round(sorted(seconds)[ceil(part * len(seconds)) - 1] * 1000, 1)


def report(found: Sequence[Evaluation]) -> str:
    """The engines side by side, then what each took for what."""
    return "\n\n".join([_side_by_side(found), *(table for one in found for table in _tables(one))])


def _tables(one: Evaluation) -> list[str]:
    tables = []
    if one.category:
        tables.append(confusion_table("category", Category.values, one.category.confusion))
    if one.priority:
        tables.append(confusion_table("priority", Priority.values, one.priority.confusion))
    return [f"{one.model}, {table}" for table in tables]


def _side_by_side(found: Sequence[Evaluation]) -> str:
    columns = [[one.model, *_summary(one).values()] for one in found]
    names = ["", *_summary(found[0])]
    widths = [max(map(len, column)) for column in columns]
    return "\n".join(
        name.ljust(max(map(len, names)))
        + "".join(f"   {column[row].rjust(width)}" for column, width in zip(columns, widths, strict=True))
        for row, name in enumerate(names)
    )


def _summary(one: Evaluation) -> dict[str, str]:
    return {
        "category: macro-F1": _share(one.category, "macro_f1"),
        "category: accuracy": _share(one.category, "accuracy"),
        "category: calibration error": _share(one.category, "calibration_error"),
        "priority: macro-F1": _share(one.priority, "macro_f1"),
        "priority: accuracy": _share(one.priority, "accuracy"),
        "priority: within one step": _share(one.priority, "within_one_step"),
        "priority: calibration error": _share(one.priority, "calibration_error"),
        "latency p50": _milliseconds(one.latency_p50_ms),
        "latency p95": _milliseconds(one.latency_p95_ms),
        "failures": ", ".join(f"{count} {reason}" for reason, count in one.failures.items()) or "0",
    }


def _share(figures: LabelFigures | None, name: str) -> str:
    return share(getattr(figures, name) if figures else None)


def _milliseconds(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"
