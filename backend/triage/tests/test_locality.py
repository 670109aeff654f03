import pytest

from triage.locality import is_cloud_model, stays_on_private_network


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434",
        "http://localhost:11434",
        "http://[::1]:11434",
        "http://ollama:11434",
        "http://10.0.0.7",
        "http://192.168.1.20:11434",
        "http://gpu.lan",
        "http://gpu.office.internal",
        "http://[fd00::7]",
    ],
)
def test_private(url: str) -> None:
    assert stays_on_private_network(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com",
        "http://8.8.8.8",
        "http://localhost.example.com",
        "http://internal.example.com",
        "http://[2606:4700::1]",
        "",
    ],
)
def test_outside(url: str) -> None:
    assert not stays_on_private_network(url)


@pytest.mark.parametrize("name", ["gpt-oss:120b-cloud", "glm-4.6:cloud", "Some-Model:CLOUD"])
def test_a_model_that_ollama_passes_on_is_known_by_its_name(name: str) -> None:
    assert is_cloud_model(name)


@pytest.mark.parametrize("name", ["qwen3:1.7b", "cloud", "cloudy:7b"])
def test_other_models_stay(name: str) -> None:
    assert not is_cloud_model(name)
