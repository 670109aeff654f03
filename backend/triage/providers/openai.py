"""Suggestions from any server that speaks OpenAI's API: OpenAI's own, vLLM, llama.cpp, Ollama's /v1."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, ClassVar

import httpx2
from openai import APIConnectionError, APIStatusError, AsyncOpenAI, OpenAIError
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice

from triage.providers.base import FallbackReason, ModelState, ProviderError, Question, parse
from triage.providers.hosted import ANSWER_TOKENS, ClientErrors, HostedProvider

# Wanted, but not of everyone: some models take no temperature, some servers know none of these.
EXTRAS: dict[str, Any] = {
    "max_completion_tokens": ANSWER_TOKENS,
    "reasoning_effort": "none",
    "store": False,
    "temperature": 0,
}
MALFORMED = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}


@dataclass
class OpenAIProvider(HostedProvider):
    name: str = field(default="openai", init=False)
    errors: ClassVar[ClientErrors] = ClientErrors(APIStatusError, APIConnectionError, OpenAIError)

    def __post_init__(self) -> None:
        self._client = AsyncOpenAI(
            base_url=self.url,
            api_key=self.key or "none",
            max_retries=0,
            http_client=self.http_client(),
        )
        self._extras = EXTRAS

    async def _reply(self, question: Question) -> ChatCompletion:
        """Ask, and ask again without what the server refuses; what helped is remembered."""
        extras = self._extras
        while True:
            try:
                completion = await self._client.chat.completions.create(
                    model=self.model,
                    messages=[
                        {"role": "system", "content": question.system},
                        {"role": "user", "content": question.user},
                    ],
                    response_format={
                        "type": "json_schema",
                        "json_schema": {"name": "labels", "strict": True, "schema": dict(question.schema)},
                    },
                    extra_body=extras,
                )
            except APIStatusError as error:
                if error.status_code not in MALFORMED or not extras:
                    raise
                refused = {error.param} if error.param in extras else set(extras)
                extras = {name: value for name, value in extras.items() if name not in refused}
            else:
                self._extras = extras
                return completion

    def _labels(self, reply: Any) -> Mapping[str, Any]:
        return parse(text_of(reply))

    async def _find_model(self) -> ModelState:
        listing = (await self._client.get("/models", cast_to=httpx2.Response)).json()
        models = {entry["id"] for entry in listing["data"]}
        # Ollama lists a model that was named without a tag under this one.
        return ModelState.READY if {self.model, f"{self.model}:latest"} & models else ModelState.MISSING


def text_of(completion: Any) -> str:
    """The answer's text. The client checks nothing of what a server sends, so everything is looked at."""
    match completion:
        case ChatCompletion(choices=[Choice(finish_reason="error"), *_]):
            raise ProviderError(FallbackReason.SERVER_ERROR)
        case ChatCompletion(choices=[Choice(finish_reason="stop", message=message), *_]):
            match message:
                case ChatCompletionMessage(refusal=None, content=str(text)):
                    return text
        case ChatCompletion(choices=[Choice(finish_reason=str(reason)), *_]) if reason != "content_filter":
            raise ProviderError(FallbackReason.TRUNCATED)
    raise ProviderError(FallbackReason.INVALID_ANSWER)
