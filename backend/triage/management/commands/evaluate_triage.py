"""Say how good engines are on this very host."""

import asyncio
import json
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from tqdm import tqdm

from triage.engine import make_provider
from triage.evaluation import report
from triage.evaluation.engines import Candidate
from triage.evaluation.tickets import SECOND_SET, EvaluationTicket, read_evaluation_tickets
from triage.json_lines import InvalidTickets
from triage.live_classifier import live_classifier
from triage.locality import is_cloud_model
from triage.providers.base import ModelState, Provider

PROVIDERS = ["ollama", "openai", "anthropic"]
ANSWERS = {ModelState.READY, ModelState.LOADING}
COMPLAINTS = {
    ModelState.MISSING: "{model} is not there. Ollama fetches it with `manage.py pull_model {model}`.",
    ModelState.UNFIT: "{model} cannot answer at once: it writes no text, or thinks first in any case.",
    ModelState.OUTDATED: "Ollama is too old for Hushdesk.",
    ModelState.UNREACHABLE: "{model} cannot be asked: its server does not answer.",
    ModelState.UNAUTHORIZED: "{model} cannot be asked: its server does not accept the key in LLM_API_KEY.",
}
INTERRUPTED = 130


class Command(BaseCommand):
    help = "Judge labelled tickets by the built-in classifier and by models, and compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=SECOND_SET,
            help="labelled tickets, one JSON object per line (default: those that come with Hushdesk)",
        )
        parser.add_argument(
            "--provider",
            action="append",
            choices=["builtin", *PROVIDERS],
            help="whom to ask; may be given twice (default: builtin and LLM_PROVIDER)",
        )
        parser.add_argument(
            "--model",
            action="append",
            help="a model of LLM_PROVIDER; may be given many times (default: LLM_MODEL)",
        )
        parser.add_argument("--limit", type=int, help="only so many tickets, from all over the file")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="figures as JSON")
        form.add_argument("--table", action="store_true", help="a Markdown table, with facts of this host")

    def handle(self, *args: Any, **options: Any) -> None:
        tickets = read(options["file"], options["limit"])
        take_up_the_live_classifier()
        candidates = choose(options["provider"], options["model"])
        try:
            asyncio.run(judge(candidates, tickets))
        except KeyboardInterrupt:
            self.show(candidates, options)
            raise CommandError(
                "Interrupted: this is what there was so far.", returncode=INTERRUPTED
            ) from None
        self.show(candidates, options)

    def show(self, candidates: Sequence[Candidate], options: dict[str, Any]) -> None:
        found = [candidate.evaluation() for candidate in candidates]
        if options["json"]:
            figures = {"file": options["file"].name, "engines": [asdict(one) for one in found]}
            self.stdout.write(json.dumps(figures, indent=2))
        elif options["table"]:
            self.stdout.write(report.as_markdown(found))
        else:
            self.stdout.write(report.as_text(found))


def take_up_the_live_classifier() -> None:
    """The team's own, if it has one; figures of the shipped one need no database."""
    with suppress(Error):
        live_classifier.look()
    connection.close()


def read(path: Path, limit: int | None) -> list[EvaluationTicket]:
    if limit is not None and limit < 1:
        raise CommandError("--limit must be at least 1.")
    try:
        tickets = read_evaluation_tickets(path)
    except InvalidTickets as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    if not tickets:
        raise CommandError(f"{path.name} has no tickets.")
    # Evenly, since files tend to be in order of their labels.
    count = min(limit or len(tickets), len(tickets))
    return [tickets[number * len(tickets) // count] for number in range(count)]


def choose(providers: Sequence[str] | None, models: Sequence[str] | None) -> list[Candidate]:
    """The engines to compare.

    Only the provider that the settings name is asked, at the address that they give: this command must be no
    way round LOCAL_ONLY.
    """
    configured = settings.LLM_PROVIDER
    known = {"builtin", configured} - {"none"}
    asked_for = set(providers or known)
    if strangers := sorted(asked_for - known):
        raise CommandError(
            f"LLM_PROVIDER is {configured}, so {' and '.join(strangers)} cannot be asked: "
            "start this command with the LLM_ variables of the one you want to judge."
        )
    if models and configured not in asked_for:
        raise CommandError(f"--model needs a provider that has models; LLM_PROVIDER is {configured}.")
    candidates = [Candidate(None)] if "builtin" in asked_for else []
    if configured in asked_for:
        candidates += [chosen_model(name) for name in dict.fromkeys(models or [settings.LLM_MODEL])]
    return candidates


def chosen_model(name: str) -> Candidate:
    if settings.LOCAL_ONLY and settings.LLM_PROVIDER == "ollama" and is_cloud_model(name):
        raise CommandError(f"LOCAL_ONLY is true, and {name} is a model that Ollama passes on to the cloud.")
    return Candidate(make_provider(name))


async def judge(candidates: Sequence[Candidate], tickets: Sequence[EvaluationTicket]) -> None:
    for candidate in candidates:
        if candidate.provider:
            await check(candidate.provider)
    for candidate in candidates:
        await candidate.load()
        await candidate.judge(tqdm(tickets, desc=candidate.model, unit="ticket"))


async def check(provider: Provider) -> None:
    """An hour of failures tells nothing that cannot be said at once."""
    state = (await provider.report()).state
    if state not in ANSWERS:
        why = COMPLAINTS.get(state, "{model} is {state}.").format(model=provider.model, state=state.value)
        raise CommandError(f"{why} `--provider builtin` judges the classifier alone.")
