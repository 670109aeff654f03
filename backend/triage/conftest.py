from collections.abc import AsyncIterator

import pytest
from pytest_django import Settings

from triage.tests import scripted_server
from triage.tests.fake_ollama import FakeOllama, running
from triage.tests.scripted_server import ScriptedServer


@pytest.fixture
async def ollama(settings: Settings) -> AsyncIterator[FakeOllama]:
    """A fake Ollama at the address that the settings name."""
    async with running() as fake:
        settings.OLLAMA_URL = settings.OLLAMA_PULL_URL = fake.url
        yield fake


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    """A server whose answers the test writes down."""
    async with scripted_server.running() as scripted:
        yield scripted
