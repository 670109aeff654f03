"""What the providers have in common that are asked at some address, perhaps with a key."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from typing import Any, ClassVar, NamedTuple

import httpx2

from triage.providers.base import (
    Answer,
    FallbackReason,
    ModelReport,
    ModelState,
    ProviderError,
    Question,
    failure,
)
from triage.tracing import tell_model

# Two labels and what goes around them, with room for models that are wordy about it.
ANSWER_TOKENS = 256
# Status pages ask often: seconds for which an answer holds.
READY_HOLDS = 60
ANYTHING_ELSE_HOLDS = 10

# What the clients raise, beside their own errors, on a reply that is something else. It may quote the reply.
NOT_THE_API = (ValueError, TypeError, LookupError, RecursionError)


class ClientErrors(NamedTuple):
    """What a client raises: for an HTTP status (its `status_code`), for lack of an answer, and above both."""

    status: type[Exception]
    connection: type[Exception]
    base: type[Exception]


@dataclass
class HostedProvider(ABC):
    """
    url: where the API begins.
    connect_timeout, state_timeout: seconds.
    key: empty where the server wants none.
    """

    url: str
    model: str
    connect_timeout: float
    key: str = field(default="", repr=False)
    state_timeout: float = 3
    errors: ClassVar[ClientErrors]
    name: str = field(init=False)
    can_fetch: bool = field(default=False, init=False)
    _state: ModelState = field(default=ModelState.UNREACHABLE, init=False, repr=False)
    _holds_until: float = field(default=0, init=False, repr=False)

    async def ask(self, question: Question) -> Answer:
        try:
            async with asyncio.timeout(question.timeout):
                reply = await self._reply(question)
        except self.errors.status as error:
            raise failure(status_of(error)) from None
        except TimeoutError:
            raise ProviderError(FallbackReason.TIMEOUT) from None
        except self.errors.connection:
            raise ProviderError(FallbackReason.UNREACHABLE) from None
        except (self.errors.base, *NOT_THE_API):
            raise ProviderError(FallbackReason.INVALID_ANSWER) from None
        # Servers that find out too late that they fail have said 200 by then.
        if getattr(reply, "error", None):
            raise ProviderError(FallbackReason.SERVER_ERROR)
        return Answer(content=self._labels(reply), model=self.model)

    @abstractmethod
    async def _reply(self, question: Question) -> Any:
        """The client's reply, of which the client has checked nothing."""

    @abstractmethod
    def _labels(self, reply: Any) -> Mapping[str, Any]:
        """The labels in a reply; raises ProviderError."""

    async def report(self) -> ModelReport:
        if monotonic() >= self._holds_until:
            self._state = await self.look()
            holds = READY_HOLDS if self._state is ModelState.READY else ANYTHING_ELSE_HOLDS
            self._holds_until = monotonic() + holds
        return ModelReport(self._state)

    async def look(self) -> ModelState:
        """The state now."""
        try:
            async with asyncio.timeout(self.state_timeout):
                return await self._find_model()
        except self.errors.status as error:
            return state_without_listing(status_of(error))
        except (TimeoutError, self.errors.base, *NOT_THE_API):
            return ModelState.UNREACHABLE

    @abstractmethod
    async def _find_model(self) -> ModelState:
        """Ask the server about the model; raises what the client raises."""

    def http_client(self) -> httpx2.AsyncClient:
        # No redirect and no proxy from the environment may carry a ticket to another host.
        timeout = httpx2.Timeout(None, connect=self.connect_timeout)
        hooks = {"request": [tell_model]}
        return httpx2.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False, event_hooks=hooks)


def status_of(error: Any) -> int:
    """The HTTP status in either client's error for one."""
    return int(error.status_code)


def state_without_listing(status: int) -> ModelState:
    """What the failed question for models tells. A server may list none, or not to us, and yet answer."""
    if status == HTTPStatus.UNAUTHORIZED:
        return ModelState.UNAUTHORIZED
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ModelState.UNREACHABLE
    return ModelState.READY
