"""Which engine answers, in what state it is, and where ticket text goes."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.db import Error

from triage import downloads
from triage.database import in_database
from triage.engine import Engine
from triage.models import ModelDownload
from triage.providers.base import ModelReport, ModelState
from triage.providers.ollama_client import OLDEST

SENTENCES = {
    ModelState.READY: "{model} suggests category and priority.",
    ModelState.LOADING: "{model} is being loaded; {until}.",
    ModelState.DOWNLOADING: "{model} is being downloaded; {until}.",
    ModelState.MISSING: "{model} is not installed; {until}.",
    ModelState.OUTDATED: "Ollama {version} is too old for Hushdesk: update it to {oldest} or newer; {until}.",
    ModelState.UNFIT: "{model} cannot answer at once: choose another model in LLM_MODEL; {until}.",
    ModelState.UNREACHABLE: "The language model cannot be reached; {until}.",
    ModelState.UNAUTHORIZED: "The language model does not accept the key in LLM_API_KEY; {until}.",
    ModelState.OFF: "No language model is set up; the built-in classifier suggests category and priority.",
}
UNTIL = {
    "builtin": "until then the built-in classifier suggests category and priority",
    "off": "until then there are no suggestions",
}


@dataclass(frozen=True)
class Status:
    provider: str
    engine: str
    model: str
    state: ModelState
    download: ModelDownload | None
    local: bool
    destination: str
    server_version: str
    parameters: str
    quantization: str
    gpu_share: float | None
    fallback: str
    detail: str


async def triage_status(engine: Engine) -> Status:
    report, download = await _model_report(engine)
    state = report.state
    model = engine.provider.model if engine.provider else ""
    fallback = settings.TRIAGE_FALLBACK
    without_model = "builtin" if engine.fall_back else "none"
    return Status(
        provider=engine.provider.name if engine.provider else "none",
        engine="llm" if state is ModelState.READY else without_model,
        model=model,
        state=state,
        download=download,
        local=engine.local,
        destination=engine.destination,
        server_version=report.server_version,
        parameters=report.parameters,
        quantization=report.quantization,
        gpu_share=report.gpu_share,
        fallback=fallback,
        detail=SENTENCES[state].format(
            model=model, version=report.server_version, oldest=OLDEST, until=UNTIL[fallback]
        ),
    )


async def _model_report(engine: Engine) -> tuple[ModelReport, ModelDownload | None]:
    if engine.provider is None:
        return ModelReport(ModelState.OFF), None
    report = await engine.provider.report()
    if report.state is not ModelState.MISSING:
        return report, None
    download = await in_database(_current_download, engine.provider.model)
    running = download is not None and not download.error
    return (replace(report, state=ModelState.DOWNLOADING) if running else report), download


def _current_download(model: str) -> ModelDownload | None:
    try:
        return downloads.current(model)
    except Error:
        return None
