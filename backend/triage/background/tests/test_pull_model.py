"""`manage.py pull_model`: the worker's download in a terminal."""

import asyncio
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from triage.background import downloads
from triage.background.download_failed import DownloadFailed, Reason
from triage.background.pulling import Progress
from triage.database import in_database
from triage.models import ModelDownload
from triage.tests.fake_ollama import LAYER_BYTES, MODEL, FakeOllama
from triage.tests.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)


async def pull_model(*words: str) -> str:
    out = StringIO()
    await asyncio.to_thread(call_command, "pull_model", *words, stdout=out)
    return out.getvalue()


async def test_fetches_the_model_with_a_bar(ollama: FakeOllama, capfd: pytest.CaptureFixture[str]) -> None:
    ollama.control.missing = True
    assert await pull_model() == f"{MODEL} is there.\n"
    assert not ollama.control.missing
    bar = capfd.readouterr().err
    assert f"{MODEL}: 100%" in bar
    assert "2.50G/2.50G" in bar
    assert not await in_database(ModelDownload.objects.exists)


async def test_a_model_that_is_there_needs_no_way_out(ollama: FakeOllama) -> None:
    ollama.control.pull_error = "dial tcp: lookup r.example: no such host"
    assert await pull_model() == f"{MODEL} is there.\n"


async def test_no_way_out_is_said_in_a_sentence(ollama: FakeOllama) -> None:
    ollama.control.missing = True
    ollama.control.pull_error = "dial tcp: lookup r.example: no such host"
    with pytest.raises(
        CommandError, match=r"^No route to the model registry: import a model by hand"
    ) as error:
        await pull_model()
    assert error.value.returncode == 1
    row = await in_database(ModelDownload.objects.get)
    assert row.error == str(error.value)


async def test_follows_a_download_that_is_running_and_goes_on_with_it_when_that_one_ends(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(downloads, "REPORT_SECONDS", 0.01)
    ollama.control.missing = True
    await in_database(downloads.begin, MODEL)
    await in_database(downloads.record, MODEL, Progress(LAYER_BYTES // 5, LAYER_BYTES))
    bar = Bar(capfd)
    following = asyncio.create_task(pull_model())
    await until(lambda: "20%" in bar.shown())
    assert ollama.control.pulls == 0
    await in_database(downloads.fail, MODEL, DownloadFailed(Reason.NO_ROUTE))
    await following
    assert ollama.control.pulls == 1


class Bar:
    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd
        self._text = ""

    def shown(self) -> str:
        """All that was written to the terminal up to now."""
        self._text += self._capfd.readouterr().err
        return self._text


async def test_with_another_provider_there_is_nothing_to_fetch(settings: Settings) -> None:
    settings.LLM_PROVIDER = "openai"
    with pytest.raises(CommandError, match="LLM_PROVIDER is openai"):
        await pull_model()
