"""Having Ollama fetch a model: how far it is, and in plain words why it failed."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from triage.background.download_failed import DownloadFailed
from triage.background.pulling import Progress, failure, is_installed, pull
from triage.tests.fake_ollama import LAYER_BYTES, MODEL, FakeOllama


async def pulled(url: str, folder: Path | None = None) -> list[Progress]:
    return [progress async for progress in pull(url, MODEL, folder)]


async def test_tells_how_far_it_is(ollama: FakeOllama) -> None:
    seen = await pulled(ollama.url)
    assert seen[0] == Progress(0, None)
    assert seen[-1] == Progress(LAYER_BYTES, LAYER_BYTES)
    assert [step.completed for step in seen] == sorted(step.completed for step in seen)


async def test_goes_on_where_the_last_try_ended(ollama: FakeOllama) -> None:
    ollama.control.pull_quarters = 3
    with pytest.raises(DownloadFailed, match="unexpected EOF"):
        await pulled(ollama.url)
    assert Progress(LAYER_BYTES * 3 // 4, LAYER_BYTES) in (await pulled(ollama.url))[:2]


async def test_nobody_at_the_address_fails() -> None:
    with pytest.raises(DownloadFailed, match=r"does not answer at http://127\.0\.0\.1:1\.$"):
        await pulled("http://127.0.0.1:1")
    with pytest.raises(DownloadFailed, match="does not answer"):
        await is_installed("http://127.0.0.1:1", MODEL)


@pytest.mark.parametrize(
    ("free", "fits"), [(LAYER_BYTES + 200_000_000, True), (LAYER_BYTES + 199_999_999, False)]
)
async def test_a_model_that_does_not_fit_is_given_up_before_the_disk_is_full(
    ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, fits: bool
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    if fits:
        assert (await pulled(ollama.url, tmp_path))[-1].completed == LAYER_BYTES
    else:
        with pytest.raises(DownloadFailed, match=r"2\.5 GB are still to be fetched and 2\.7 GB are free"):
            await pulled(ollama.url, tmp_path)


async def test_a_folder_that_cannot_be_seen_stops_nothing(ollama: FakeOllama, tmp_path: Path) -> None:
    assert await pulled(ollama.url, tmp_path / "nowhere")


async def test_knows_whether_a_model_is_there(ollama: FakeOllama) -> None:
    assert await is_installed(ollama.url, MODEL)
    assert not await is_installed(ollama.url, "another")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            'pull model manifest: Get "https://r.example/v2/m": dial tcp: lookup r.example: no such host',
            "No route to the model registry: import a model by hand, see ollama/README.md.",
        ),
        ("dial tcp 192.0.2.1:443: i/o timeout", "No route to the model registry: "),
        (
            "write /models/blobs/sha256-1-partial: no space left on device",
            "The disk is full: m needs 2.5 GB.",
        ),
        ("pull model manifest: file does not exist", "The model registry has no m. Check LLM_MODEL."),
        ("something new", "Ollama could not fetch m: something new"),
    ],
)
def test_says_in_plain_words_why_it_failed(words: str, says: str) -> None:
    assert str(failure(words, "m", LAYER_BYTES)).startswith(says)
