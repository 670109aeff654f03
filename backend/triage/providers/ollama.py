"""Suggestions from a model in Ollama, through its own client."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import httpx
from ollama import ChatResponse, ListResponse, ProcessResponse, ResponseError

from triage.providers.base import (
    Answer,
    FallbackReason,
    ModelReport,
    ModelState,
    ProviderError,
    Question,
    Token,
    failure,
    parse,
)
from triage.providers.ollama_client import Client, is_too_old
from triage.tracing import tell_model

VERSION_HOLDS = 60

# As many as Ollama gives: enough to hold every label beside what the grammar forbids.
TOP_LOGPROBS = 20


@dataclass
class OllamaProvider:
    """
    url: where Ollama listens.
    connect_timeout, state_timeout: seconds.
    num_ctx, num_thread, num_predict: must be the same in every request, since a change reloads the model.
    """

    url: str
    model: str
    connect_timeout: float
    num_ctx: int
    num_predict: int
    num_thread: int = 0
    state_timeout: float = 3
    name: str = field(default="ollama", init=False)
    can_fetch: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        # No redirect and no proxy from the environment may carry a ticket to another host.
        self._client = Client(
            host=self.url,
            timeout=httpx.Timeout(None, connect=self.connect_timeout),
            follow_redirects=False,
            trust_env=False,
            event_hooks={"request": [tell_model]},
        )
        self._options: dict[str, Any] = {
            "temperature": 0,
            "seed": 1,
            "num_ctx": self.num_ctx,
            "num_predict": self.num_predict,
            **({"num_thread": self.num_thread} if self.num_thread else {}),
        }
        self._version = ""
        self._version_holds_until = 0.0
        self._answers_at_once: dict[str | None, bool] = {}

    async def ask(self, question: Question) -> Answer:
        try:
            async with asyncio.timeout(question.timeout):
                response = await self._chat(question)
        except ResponseError as error:
            raise failure(error.status_code, can_fetch=self.can_fetch) from None
        except (TimeoutError, httpx.ReadTimeout):
            raise ProviderError(FallbackReason.TIMEOUT) from None
        except (ConnectionError, httpx.TransportError):
            raise ProviderError(FallbackReason.UNREACHABLE) from None
        except (ValueError, TypeError, RecursionError):
            # Not what Ollama answers; the client's own words would quote it.
            raise ProviderError(FallbackReason.INVALID_ANSWER) from None
        if response.done_reason != "stop":
            raise ProviderError(FallbackReason.TRUNCATED)
        content = parse(response.message.content)
        return Answer(content=content, model=self.model, tokens=tokens_of(response.logprobs or ()))

    async def _chat(self, question: Question) -> ChatResponse:
        if is_too_old(await self._server_version()):
            raise ProviderError(FallbackReason.SERVER_OUTDATED)
        return await self._client.chat(
            model=self.model,
            messages=[
                {"role": "system", "content": question.system},
                {"role": "user", "content": question.user},
            ],
            format=dict(question.schema),
            think=False,
            options=self._options,
            keep_alive=-1,
            logprobs=True,
            top_logprobs=TOP_LOGPROBS,
        )

    async def report(self) -> ModelReport:
        try:
            async with asyncio.timeout(self.state_timeout):
                return await self._look()
        except (TimeoutError, OSError, ResponseError, httpx.HTTPError, ValueError, TypeError):
            return ModelReport(ModelState.UNREACHABLE)

    async def _look(self) -> ModelReport:
        version = await self._server_version()
        if is_too_old(version):
            return ModelReport(ModelState.OUTDATED, version)
        installed = {entry.model: entry for entry in (await self._client.list()).models}
        if self._tag not in installed:
            return ModelReport(ModelState.MISSING, version)
        size = size_of(installed[self._tag])
        if not await self._fits(installed[self._tag].digest):
            return ModelReport(ModelState.UNFIT, version, *size)
        loaded = {entry.model: entry for entry in (await self._client.ps()).models}
        if self._tag not in loaded:
            return ModelReport(ModelState.LOADING, version, *size)
        return ModelReport(ModelState.READY, version, *size, gpu_share(loaded[self._tag]))

    async def _server_version(self) -> str:
        if monotonic() >= self._version_holds_until:
            self._version = await self._client.version()
            self._version_holds_until = monotonic() + VERSION_HOLDS
        return self._version

    async def _fits(self, digest: str | None) -> bool:
        """A model of the same name that was fetched again may be another one, with another digest."""
        if digest not in self._answers_at_once:
            self._answers_at_once = {digest: await self._client.answers_at_once(self.model)}
        return self._answers_at_once[digest]

    @property
    def _tag(self) -> str:
        """The model as Ollama lists it."""
        return self.model if ":" in self.model else f"{self.model}:latest"


def size_of(installed: ListResponse.Model) -> tuple[str, str]:
    """Parameters and quantization, as Ollama words them."""
    details = installed.details
    return (details.parameter_size or "", details.quantization_level or "") if details else ("", "")


def gpu_share(loaded: ProcessResponse.Model) -> float | None:
    if not loaded.size or loaded.size_vram is None:
        return None
    return min(1.0, loaded.size_vram / loaded.size)


def tokens_of(logprobs: Iterable[Any]) -> list[Token]:
    """The tokens of a `ChatResponse.logprobs`."""
    return [
        Token(
            text=entry.token,
            alternatives={top.token: top.logprob for top in (entry, *(entry.top_logprobs or ()))},
        )
        for entry in logprobs
    ]
