"""Suggestions from a model in Ollama, through its own client."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx
from ollama import AsyncClient, ResponseError

from triage.providers.base import Answer, FallbackReason, ModelState, ProviderError, Question, Token, parse

REASONS: dict[int, FallbackReason] = {
    HTTPStatus.NOT_FOUND: FallbackReason.MODEL_MISSING,
    HTTPStatus.TOO_MANY_REQUESTS: FallbackReason.BUSY,
    HTTPStatus.SERVICE_UNAVAILABLE: FallbackReason.BUSY,
}

# As many as Ollama gives: enough to hold every label beside what the grammar forbids.
TOP_LOGPROBS = 20


class Client(AsyncClient):
    """Ollama's own client, which looks for an error only where the status says that there is one."""

    async def _request_raw(self, *args: Any, **kwargs: Any) -> httpx.Response:
        response: httpx.Response = await super()._request_raw(*args, **kwargs)  # type: ignore[no-untyped-call]
        # Ollama has said 200 by the time it finds out that it fails while it generates.
        match response.json():
            case {"error": str(error)}:
                raise ResponseError(error)
        return response


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
        )
        self._options: dict[str, Any] = {
            "temperature": 0,
            "seed": 1,
            "num_ctx": self.num_ctx,
            "num_predict": self.num_predict,
            **({"num_thread": self.num_thread} if self.num_thread else {}),
        }

    async def ask(self, question: Question) -> Answer:
        try:
            async with asyncio.timeout(question.timeout):
                response = await self._client.chat(
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
        except ResponseError as error:
            reason = REASONS.get(error.status_code, FallbackReason.SERVER_ERROR)
            raise ProviderError(reason, retryable=error.status_code != HTTPStatus.BAD_REQUEST) from None
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

    async def state(self) -> ModelState:
        try:
            async with asyncio.timeout(self.state_timeout):
                installed = {entry.model for entry in (await self._client.list()).models}
                if self._tag not in installed:
                    return ModelState.MISSING
                loaded = {entry.model for entry in (await self._client.ps()).models}
        except (TimeoutError, OSError, ResponseError, httpx.HTTPError, ValueError):
            return ModelState.UNREACHABLE
        return ModelState.READY if self._tag in loaded else ModelState.LOADING

    @property
    def _tag(self) -> str:
        """The model as Ollama lists it."""
        return self.model if ":" in self.model else f"{self.model}:latest"


def tokens_of(logprobs: Iterable[Any]) -> list[Token]:
    """The tokens of a `ChatResponse.logprobs`."""
    return [
        Token(
            text=entry.token,
            alternatives={top.token: top.logprob for top in (entry, *(entry.top_logprobs or ()))},
        )
        for entry in logprobs
    ]
