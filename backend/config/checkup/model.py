"""The language model, and whether what reads tickets has a way out."""

import asyncio
import os
import socket
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from config.checkup.finding import Finding, Verdict, fine, look
from triage.engine import make_engine
from triage.providers.base import ModelReport, ModelState
from triage.status import sentence

# A root name server: there wherever the internet is.
OUTSIDE = ("198.41.0.4", 53)
CONTAINER = Path("/.dockerenv")
WELL = {ModelState.READY, ModelState.OFF}
# These pass by themselves.
ON_ITS_WAY = {ModelState.LOADING, ModelState.DOWNLOADING}


def language_model() -> Finding:
    title = _("Language model")
    if not is_told_of_model():
        return fine(
            title, _("This container is not told about it: run doctor in the container triage as well.")
        )
    engine = make_engine()
    report = asyncio.run(engine.provider.report()) if engine.provider else ModelReport(ModelState.OFF)
    detail = f"{sentence(engine, report, retry_in=0)} {_where(engine.destination)}"
    size = " ".join(filter(None, (report.parameters, report.quantization)))
    detail = f"{detail} ({size})" if size else detail
    fits = report.state in WELL | ON_ITS_WAY
    advice = "" if fits else _("ollama/README.md says what a model needs and how to change it.")
    return Finding(title, Verdict.OK if fits else Verdict.LOOK, detail, advice)


def is_told_of_model() -> bool:
    """In Compose, where the database is a container, only those are told that ask the model."""
    return bool(os.environ.get("LLM_PROVIDER")) or not os.environ.get("POSTGRES_HOST")


def _where(destination: str) -> str:
    if destination:
        return _("Ticket text goes to %s.") % destination
    return _("Ticket text stays on this server or its private network.")


def isolation() -> Finding:
    """Only knocked at, and from containers alone: where there should be no way out, nothing leaves."""
    title = _("Way out")
    if not settings.LOCAL_ONLY:
        return fine(title, _("LOCAL_ONLY is false: a way out is open for a hosted model."))
    if not CONTAINER.exists():
        return fine(
            title, _("LOCAL_ONLY is true: no model outside this host or its private network is asked.")
        )
    if leads_out():
        detail = _("LOCAL_ONLY is true, but this container has a way to the internet.")
        return look(title, detail, _("Take it off any network that is not `internal: true`."))
    return fine(title, _("LOCAL_ONLY is true, and this container has no way to the internet."))


def leads_out() -> bool:
    try:
        socket.create_connection(OUTSIDE, timeout=1).close()
    except OSError:
        return False
    return True
