"""What is asked of the hosted providers in their tests."""

import pytest

from triage.providers.base import Provider, ProviderError, Question
from triage.tests.scripted_server import Reply

KEY = "sk-unmistakable-key"
LABELS = {"category": "billing", "priority": "high"}
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
QUESTION = Question(system="Sort tickets.", user='{"title": "unmistakable words"}', schema=SCHEMA, timeout=5)


def quoting(status: int) -> Reply:
    """An error as a careless server words it: it quotes the ticket and the key."""
    return Reply(
        {"type": "error", "error": {"type": "x", "message": f"unmistakable words, {KEY}", "param": None}},
        status,
    )


async def failure(provider: Provider, question: Question = QUESTION) -> ProviderError:
    with pytest.raises(ProviderError) as raised:
        await provider.ask(question)
    return raised.value
