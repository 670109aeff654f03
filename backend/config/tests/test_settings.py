"""A wrong setting stops the start with a sentence that names the variable."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BACKEND = Path(__file__).resolve().parents[2]
GOOD = {"SECRET_KEY": "x", "DATABASE_URL": "postgresql://u:p@127.0.0.1/d"}


def load(**environment: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a process of its own and print some of them."""
    show = (
        "import config.settings as s; print(s.SECRET_KEY, s.DATABASES['default'], s.LLM_MODEL, s.OLLAMA_URL)"
    )
    return subprocess.run(
        [sys.executable, "-c", show],
        cwd=BACKEND,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("DATABASE_URL", "", "DATABASE_URL is not set"),
        ("DEBUG", "yes", "DEBUG is 'yes'"),
        ("LLM_PROVIDER", "gpt", "LLM_PROVIDER is 'gpt'"),
        ("LLM_TIMEOUT", "soon", "LLM_TIMEOUT is 'soon'"),
        ("LLM_TIMEOUT", "0", "LLM_TIMEOUT is 0"),
        ("LLM_TIMEOUT", "nan", "LLM_TIMEOUT is nan"),
        ("LLM_NUM_CTX", "512", "LLM_NUM_CTX is 512"),
        ("OLLAMA_URL", "ollama:11434", "OLLAMA_URL is 'ollama:11434'"),
        ("OLLAMA_URL", "https://ollama.example.com", "LOCAL_ONLY is true, but OLLAMA_URL"),
        ("TRIAGE_FALLBACK", "maybe", "TRIAGE_FALLBACK is 'maybe'"),
    ],
)
def test_a_wrong_value_stops_the_start_and_is_named(name: str, value: str, says: str) -> None:
    result = load(**{**GOOD, name: value})
    assert result.returncode != 0
    assert says in result.stderr.splitlines()[-1]


def test_no_engine_at_all_is_refused() -> None:
    result = load(**GOOD, LLM_PROVIDER="none", TRIAGE_FALLBACK="off")
    assert "LLM_PROVIDER is none and TRIAGE_FALLBACK is off" in result.stderr


def test_an_outside_ollama_may_be_used_once_unlocked() -> None:
    result = load(**GOOD, LOCAL_ONLY="false", OLLAMA_URL="https://ollama.example.com/")
    assert "https://ollama.example.com\n" in result.stdout


def test_an_empty_variable_means_the_default() -> None:
    assert (
        "qwen3:4b-instruct-2507-q4_K_M http://127.0.0.1:11434"
        in load(**GOOD, LLM_MODEL="", OLLAMA_URL="").stdout
    )


def test_secrets_can_be_files(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-a-file\n")
    (tmp_path / "password").write_text("p@ss/word\n")
    result = load(
        SECRET_KEY_FILE=str(tmp_path / "key"),
        POSTGRES_PASSWORD_FILE=str(tmp_path / "password"),
        POSTGRES_HOST="db",
    )
    assert result.stdout.startswith("from-a-file ")
    assert "'PASSWORD': 'p@ss/word'" in result.stdout
    assert "'HOST': 'db'" in result.stdout


def test_the_example_names_every_setting_that_is_read() -> None:
    source = (BACKEND / "config/settings.py").read_text()
    read = set(re.findall(r'(?:text|choice|number|switch|address)\(\s*"([A-Z_]+)"', source))
    example = (BACKEND.parent / ".env.example").read_text()
    named = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", example, re.MULTILINE))
    assert read - named == set()
