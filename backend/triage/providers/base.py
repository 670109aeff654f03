"""What every provider of suggestions has in common. Nothing here or beside it knows Django or tickets."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any, Protocol


class FallbackReason(StrEnum):
    """Why the model did not answer."""

    UNREACHABLE = "unreachable"
    MODEL_MISSING = "model_missing"
    MODEL_LOADING = "model_loading"
    TIMEOUT = "timeout"
    BUSY = "busy"
    INVALID_ANSWER = "invalid_answer"
    TRUNCATED = "truncated"
    SERVER_ERROR = "server_error"
    UNAUTHORIZED = "unauthorized"
    SERVER_OUTDATED = "server_outdated"


class ModelState(StrEnum):
    """
    OUTDATED: the model's server is older than what was tried with it.
    UNFIT: the model writes no text, or thinks first whatever it is told.
    """

    READY = "ready"
    LOADING = "loading"
    DOWNLOADING = "downloading"
    MISSING = "missing"
    OUTDATED = "outdated"
    UNFIT = "unfit"
    UNREACHABLE = "unreachable"
    UNAUTHORIZED = "unauthorized"
    OFF = "off"


class ProviderError(Exception):
    """The model gave no usable answer. `retryable` says whether the same question may do better later.

    Carries no text of a ticket or of an answer: what it says may be logged.
    """

    def __init__(self, reason: FallbackReason, *, retryable: bool = True) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.retryable = retryable


OVERLOADED = 529
REASONS: dict[int, FallbackReason] = {
    HTTPStatus.UNAUTHORIZED: FallbackReason.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN: FallbackReason.UNAUTHORIZED,
    HTTPStatus.NOT_FOUND: FallbackReason.MODEL_MISSING,
    HTTPStatus.TOO_MANY_REQUESTS: FallbackReason.BUSY,
    HTTPStatus.SERVICE_UNAVAILABLE: FallbackReason.BUSY,
    OVERLOADED: FallbackReason.BUSY,
}


def failure(status: int, *, can_fetch: bool = False) -> ProviderError:
    """What an HTTP status means. A server's own troubles pass, and a model may be fetched."""
    passes = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
    reason = REASONS.get(status, FallbackReason.SERVER_ERROR)
    return ProviderError(reason, retryable=passes or (can_fetch and status == HTTPStatus.NOT_FOUND))


@dataclass(frozen=True)
class Question:
    """What is asked of a model.

    system: the static part, the same for every ticket, so that a server can keep it in its cache.
    user: the ticket, as data.
    schema: the JSON schema that the answer has to fit.
    timeout: seconds for the whole answer.
    """

    system: str
    user: str
    schema: Mapping[str, Any]
    timeout: float


@dataclass(frozen=True)
class Token:
    """A token of the answer, and the log-probabilities of its alternatives, itself included."""

    text: str
    alternatives: Mapping[str, float]


@dataclass(frozen=True)
class Answer:
    """What a model said, parsed but not yet judged, and the name it goes by.

    tokens: the answer token by token, if the provider returns probabilities; empty otherwise.
    """

    content: Mapping[str, Any]
    model: str
    tokens: Sequence[Token] = ()


@dataclass(frozen=True)
class ModelReport:
    """What can be told of a model now; empty or None where its server does not tell.

    server_version: of the model's server.
    parameters, quantization: how large the model is, as its server words it, like "4.0B" and "Q4_K_M".
    gpu_share: how much of the model is on a GPU, from 0 to 1; None also while it is not in memory.
    """

    state: ModelState
    server_version: str = ""
    parameters: str = ""
    quantization: str = ""
    gpu_share: float | None = None


class Provider(Protocol):
    """A source of suggestions.

    url: where it is asked, so where ticket text goes.
    can_fetch: a missing model can be fetched into it.
    """

    name: str
    model: str
    url: str
    can_fetch: bool

    async def ask(self, question: Question) -> Answer:
        """The model's answer; raises ProviderError."""
        ...

    async def report(self) -> ModelReport:
        """Whether the model would answer now, and what it is. Never raises; takes a few seconds at most."""
        ...


# Not all servers hold a model to the schema they are sent. Some models then think aloud first, be it nothing,
# and many write JSON as a code block.
THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
CODE_BLOCK = re.compile(r"\s*```(?:json)?\s*(\{.*\})\s*```\s*", re.DOTALL)


def parse(content: str | None) -> Mapping[str, Any]:
    """The answer's JSON object. Its text stays out of the error: it may quote the ticket."""
    text = THOUGHTS.sub("", content or "")
    block = CODE_BLOCK.fullmatch(text)
    try:
        parsed = json.loads(block[1] if block else text)
    except (ValueError, RecursionError):
        parsed = None
    if not isinstance(parsed, dict):
        raise ProviderError(FallbackReason.INVALID_ANSWER)
    return parsed
