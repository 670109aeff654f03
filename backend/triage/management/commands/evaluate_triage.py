"""Say how good an engine is on this very host."""

import asyncio
import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from triage import builtin, evaluation
from triage.engine import make_provider
from triage.evaluation import Ask, Evaluation, EvaluationTicket
from triage.json_lines import InvalidTickets
from triage.providers.base import ModelState, Provider

ANSWERS = {ModelState.READY, ModelState.LOADING}


class Command(BaseCommand):
    help = "Judge labelled tickets by the built-in classifier, the configured model or both, and compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=evaluation.SECOND_SET,
            help="labelled tickets, one JSON object per line (default: those that come with Hushdesk)",
        )
        parser.add_argument(
            "--provider",
            action="append",
            choices=["builtin", "llm"],
            help="whom to ask; may be given twice (default: builtin, and llm where LLM_PROVIDER names one)",
        )
        parser.add_argument("--limit", type=int, help="only so many tickets, from all over the file")
        parser.add_argument("--json", action="store_true", help="figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        tickets = read(options["file"], options["limit"])
        found = asyncio.run(evaluate_all(options["provider"], tickets))
        if options["json"]:
            figures = {"tickets": len(tickets), "engines": [asdict(one) for one in found]}
            self.stdout.write(json.dumps(figures, indent=2))
        else:
            self.stdout.write(
                f"{len(tickets)} tickets of {options['file'].name}\n\n{evaluation.report(found)}"
            )


def read(path: Path, limit: int | None) -> list[EvaluationTicket]:
    if limit is not None and limit < 1:
        raise CommandError("--limit must be at least 1.")
    try:
        tickets = evaluation.read_evaluation_tickets(path)
    except InvalidTickets as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    if not tickets:
        raise CommandError(f"{path.name} has no tickets.")
    # Evenly, since files tend to be in order of their labels.
    count = min(limit or len(tickets), len(tickets))
    return [tickets[number * len(tickets) // count] for number in range(count)]


async def evaluate_all(asked_for: list[str] | None, tickets: list[EvaluationTicket]) -> list[Evaluation]:
    provider = make_provider()
    wanted = set(asked_for or (["builtin", "llm"] if provider else ["builtin"]))
    engines: list[tuple[str, str, Ask]] = []
    if "builtin" in wanted:
        engines.append(("builtin", builtin.load().name, evaluation.ask_builtin))
    if "llm" in wanted:
        model = await ready(provider)
        engines.append(("llm", model.model, evaluation.ask_model(model)))
    return [
        await evaluation.evaluate(engine, name, ask, tqdm(tickets, desc=name, unit="ticket"))
        for engine, name, ask in engines
    ]


async def ready(provider: Provider | None) -> Provider:
    """An hour of failures tells nothing that cannot be said at once."""
    if provider is None:
        raise CommandError("LLM_PROVIDER is none: there is no model to ask.")
    state = await provider.state()
    if state not in ANSWERS:
        raise CommandError(
            f"The model {provider.model} is {state.value}. `--provider builtin` judges the classifier alone."
        )
    return provider
