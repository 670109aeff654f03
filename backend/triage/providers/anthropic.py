"""Suggestions from Anthropic's API, through its own client."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx2
from anthropic import AnthropicError, APIConnectionError, APIStatusError, AsyncAnthropic
from anthropic.types import Message, ToolUseBlock

from triage.providers.base import Answer, FallbackReason, ModelState, ProviderError, Question
from triage.providers.hosted import (
    ANSWER_TOKENS,
    NOT_THE_API,
    HostedProvider,
    failure,
    state_without_listing,
)

TOOL = "label_ticket"


@dataclass
class AnthropicProvider(HostedProvider):
    name: str = field(default="anthropic", init=False)

    def __post_init__(self) -> None:
        self._client = AsyncAnthropic(
            base_url=self.url,
            api_key=self.key or "none",
            max_retries=0,
            http_client=self.http_client(),
            open_telemetry=False,
        )

    async def ask(self, question: Question) -> Answer:
        try:
            async with asyncio.timeout(question.timeout):
                message = await self._create(question)
        except APIStatusError as error:
            raise failure(error.status_code) from None
        except TimeoutError:
            raise ProviderError(FallbackReason.TIMEOUT) from None
        except APIConnectionError:
            raise ProviderError(FallbackReason.UNREACHABLE) from None
        except (AnthropicError, *NOT_THE_API):
            raise ProviderError(FallbackReason.INVALID_ANSWER) from None
        return Answer(content=input_of(message), model=self.model)

    async def _create(self, question: Question) -> Message:
        # No temperature: current models refuse one. No thinking: it rules a forced tool out.
        return await self._client.messages.create(
            model=self.model,
            max_tokens=ANSWER_TOKENS,
            system=[{"type": "text", "text": question.system, "cache_control": {"type": "ephemeral"}}],
            messages=[{"role": "user", "content": question.user}],
            tools=[
                {
                    "name": TOOL,
                    "description": "Write category and priority on the ticket.",
                    "input_schema": dict(question.schema),
                }
            ],
            tool_choice={"type": "tool", "name": TOOL, "disable_parallel_tool_use": True},
            thinking={"type": "disabled"},
        )

    async def look(self) -> ModelState:
        path = f"/v1/models/{quote(self.model, safe='')}"
        try:
            async with asyncio.timeout(self.state_timeout):
                await self._client.get(path, cast_to=httpx2.Response)
        except APIStatusError as error:
            # Said by the API of a model it does not have; a server that lists none says something else.
            missing = error.type == "not_found_error"
            return ModelState.MISSING if missing else state_without_listing(error.status_code)
        except (TimeoutError, AnthropicError, *NOT_THE_API):
            return ModelState.UNREACHABLE
        return ModelState.READY


def input_of(message: Message) -> Mapping[str, Any]:
    """What the tool was called with. The client checks nothing of what a server sends, so it is looked at."""
    match message:
        case Message(stop_reason="max_tokens" | "model_context_window_exceeded"):
            raise ProviderError(FallbackReason.TRUNCATED)
        case Message(stop_reason="tool_use", content=[*blocks]):
            for block in blocks:
                match block:
                    case ToolUseBlock(input=dict(labels)):
                        return labels
    raise ProviderError(FallbackReason.INVALID_ANSWER)
