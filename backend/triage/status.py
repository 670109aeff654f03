"""Which engine answers, in what state it is, and where ticket text goes."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.db import Error
from django.utils.translation import gettext_lazy as _

from triage.background import downloads, queue
from triage.background.queue import Judge
from triage.database import in_database
from triage.engine import Engine, make_protection
from triage.locality import host_of
from triage.models import ModelDownload
from triage.protection import Protection
from triage.providers.base import ModelReport, ModelState, Provider
from triage.providers.ollama_client import OLDEST

SENTENCES = {
    ModelState.READY: _("{model} suggests category and priority."),
    ModelState.LOADING: _("{model} is being loaded; {until}."),
    ModelState.DOWNLOADING: _("{model} is being downloaded; {until}."),
    ModelState.MISSING: _("{model} is not installed; {until}."),
    ModelState.OUTDATED: _(
        "Ollama {version} is too old for Hushdesk: update it to {oldest} or newer; {until}."
    ),
    ModelState.UNFIT: _("{model} cannot answer at once: choose another model in LLM_MODEL; {until}."),
    ModelState.UNREACHABLE: _("The language model cannot be reached; {until}."),
    ModelState.UNAUTHORIZED: _("The language model does not accept the key in LLM_API_KEY; {until}."),
    ModelState.OFF: _("No language model is set up; the built-in classifier suggests category and priority."),
}
# Of a model that nobody here can fetch or start.
ELSEWHERE = {
    ModelState.MISSING: _("{host} has no model called {model}: check LLM_MODEL; {until}."),
    ModelState.UNREACHABLE: _("The language model at {host} cannot be reached; {until}."),
}
LEFT_ALONE = _("{model} has failed several times and is left alone for {seconds} seconds; {until}.")
UNTIL = {
    "builtin": _("until then the built-in classifier suggests category and priority"),
    "off": _("until then there are no suggestions"),
}


# Beyond this it does not matter how many tickets wait, and counting them would take time.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Stored:
    """What the database tells; nothing where it does not answer.

    backlog, given_up: how many tickets wait for the worker, and how many it gave up, at most MOST_COUNTED.
    """

    backlog: int | None = None
    given_up: int | None = None
    download: ModelDownload | None = None


@dataclass(frozen=True)
class Status:
    provider: str
    engine: str
    model: str
    report: ModelReport
    stored: Stored
    protection: Protection
    local: bool
    destination: str
    fallback: str
    detail: str


async def triage_status(engine: Engine) -> Status:
    report = await engine.provider.report() if engine.provider else ModelReport(ModelState.OFF)
    stored = await in_database(_stored, engine.provider, report.state)
    if stored.download and not stored.download.error:
        report = replace(report, state=ModelState.DOWNLOADING)
    protection = engine.protection or make_protection()
    answers = report.state is ModelState.READY and not protection.breaker.retry_in
    without_model = "builtin" if engine.fall_back else "none"
    return Status(
        provider=engine.provider.name if engine.provider else "none",
        engine="llm" if answers else without_model,
        model=engine.provider.model if engine.provider else "",
        report=report,
        stored=stored,
        protection=protection,
        local=engine.local,
        destination=engine.destination,
        fallback=settings.TRIAGE_FALLBACK,
        detail=sentence(engine, report, protection.breaker.retry_in),
    )


def _stored(provider: Provider | None, state: ModelState) -> Stored:
    judge = Judge.MODEL if provider else Judge.BUILTIN
    try:
        return Stored(
            backlog=queue.backlog(judge, MOST_COUNTED),
            given_up=queue.given_up(MOST_COUNTED),
            download=downloads.current(provider.model) if provider and state is ModelState.MISSING else None,
        )
    except Error:
        return Stored()


def sentence(engine: Engine, report: ModelReport, retry_in: int) -> str:
    """What a model's state comes to for people. retry_in: seconds for which it is left alone."""
    provider, state = engine.provider, report.state
    said = ELSEWHERE.get(state) if provider and not provider.can_fetch else None
    if state is ModelState.READY and retry_in:
        said = LEFT_ALONE
    return (said or SENTENCES[state]).format(
        model=provider.model if provider else "",
        host=host_of(provider.url) if provider else "",
        version=report.server_version,
        oldest=OLDEST,
        seconds=retry_in,
        until=UNTIL[settings.TRIAGE_FALLBACK],
    )
