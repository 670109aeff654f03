"""Evaluations as people read them: side by side in a terminal, or as rows of a Markdown table."""

from collections.abc import Sequence

from tickets.models import Category, Priority
from triage.evaluation.engines import Evaluation
from triage.figures import LabelFigures, confusion_table, share

COLUMNS = ("model", "where", "category F1", "priority F1", "within one step", "p50", "p95", "failures")


def as_text(found: Sequence[Evaluation]) -> str:
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
        "tickets": str(one.tickets),
        "category: macro-F1": _share(one.category, "macro_f1"),
        "category: accuracy": _share(one.category, "accuracy"),
        "category: calibration error": _share(one.category, "calibration_error"),
        "priority: macro-F1": _share(one.priority, "macro_f1"),
        "priority: accuracy": _share(one.priority, "accuracy"),
        "priority: within one step": _share(one.priority, "within_one_step"),
        "priority: calibration error": _share(one.priority, "calibration_error"),
        "latency p50": _milliseconds(one.latency_p50_ms),
        "latency p95": _milliseconds(one.latency_p95_ms),
        "failures": _failures(one),
    }


def as_markdown(found: Sequence[Evaluation]) -> str:
    """A table with a row for each engine; rows of other hosts and days can be put below it."""
    rows = [COLUMNS, ["---"] * len(COLUMNS), *map(_row, found)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(one: Evaluation) -> Sequence[str]:
    return (
        one.model if one.engine != "builtin" else "built-in classifier",
        one.host,
        _share(one.category, "macro_f1"),
        _share(one.priority, "macro_f1"),
        _share(one.priority, "within_one_step"),
        _milliseconds(one.latency_p50_ms),
        _milliseconds(one.latency_p95_ms),
        _failures(one) if one.failures else f"0 of {one.tickets}",
    )


def _failures(one: Evaluation) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in one.failures.items()) or "0"


def _share(figures: LabelFigures | None, name: str) -> str:
    return share(getattr(figures, name) if figures else None)


def _milliseconds(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms"
