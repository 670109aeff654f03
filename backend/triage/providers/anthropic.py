"""Suggestions from Anthropic's API, through its own client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import quote

import httpx2
from anthropic import AnthropicError, APIConnectionError, APIStatusError, AsyncAnthropic
from anthropic.types import Message, ToolUseBlock

from triage.providers.base import FallbackReason, ModelState, ProviderError, Question
from triage.providers.hosted import ANSWER_TOKENS, ClientErrors, HostedProvider

TOOL = "label_ticket"


@dataclass
class AnthropicProvider(HostedProvider):
    name: str = field(default="anthropic", init=False)
    errors: ClassVar[ClientErrors] = ClientErrors(APIStatusError, APIConnectionError, AnthropicError)

    def __post_init__(self) -> None:
        self._client = AsyncAnthropic(
            base_url=self.url,
            api_key=self.key or "none",
            max_retries=0,
            http_client=self.http_client(),
            open_telemetry=False,
        )

    async def _reply(self, question: Question) -> Message:
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

    def _labels(self, reply: Any) -> Mapping[str, Any]:
        return input_of(reply)

    async def _find_model(self) -> ModelState:
        try:
            await self._client.get(f"/v1/models/{quote(self.model, safe='')}", cast_to=httpx2.Response)
        except APIStatusError as error:
            # Said by the API of a model it does not have; a server that lists none says something else.
            if error.type == "not_found_error":
                return ModelState.MISSING
            raise
        return ModelState.READY


def input_of(message: Any) -> Mapping[str, Any]:
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
