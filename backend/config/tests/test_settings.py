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
        "import os, config.settings as s;"
        "print(s.SECRET_KEY, s.DATABASES['default'], s.LLM_MODEL, s.OLLAMA_URL);"
        "print(s.LLM_PROVIDER, s.LLM_MODEL, s.LLM_BASE_URL, s.LLM_API_KEY, sorted(os.environ))"
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
        ("ACCESS", "closed", "ACCESS is 'closed'; it must be one of open, login."),
        (
            "HUSHDESK_TRUSTED_PROXIES",
            "proxy.example.org",
            "HUSHDESK_TRUSTED_PROXIES is wrong: 'proxy.example.org'",
        ),
        ("HUSHDESK_TRUSTED_PROXIES", "10.0.0.1/8", "10.0.0.1/8 has host bits set."),
        ("LIMIT_SUBMIT", "60", "LIMIT_SUBMIT is '60'; it must be such as 60/minute or 5/hour, or off."),
        ("LIMIT_LOGIN", "0/minute", "LIMIT_LOGIN is '0/minute'"),
        ("LLM_PROVIDER", "gpt", "LLM_PROVIDER is 'gpt'"),
        ("LLM_TIMEOUT", "soon", "LLM_TIMEOUT is 'soon'"),
        ("LLM_TIMEOUT", "0", "LLM_TIMEOUT is 0"),
        ("LLM_TIMEOUT", "nan", "LLM_TIMEOUT is nan"),
        ("LLM_NUM_CTX", "512", "LLM_NUM_CTX is 512"),
        ("OLLAMA_URL", "ollama:11434", "OLLAMA_URL is 'ollama:11434'"),
        ("OLLAMA_URL", "http://[::1", "OLLAMA_URL is 'http://[::1'"),
        ("OLLAMA_URL", "http://127.0.0.1:1143a", "OLLAMA_URL is 'http://127.0.0.1:1143a'"),
        ("TIME_ZONE", "Berlin", "TIME_ZONE is 'Berlin'; it must be one such as Europe/Berlin."),
        ("TIME_ZONE", "Europe", "TIME_ZONE is 'Europe'"),
        ("TIME_ZONE", "CET", "TIME_ZONE is 'CET'"),
        ("OLLAMA_URL", "https://ollama.example.com", "LOCAL_ONLY is true, but OLLAMA_URL"),
        ("LLM_MODEL", "gpt-oss:120b-cloud", "LOCAL_ONLY is true, but LLM_MODEL"),
        ("LLM_BACKGROUND_TIMEOUT", "7200", "LLM_BACKGROUND_TIMEOUT is 7200; it must be at most 3600."),
        ("OIDC_ROLE", "admin", "OIDC_ROLE is 'admin'; it must be one of none, requester, agent."),
        ("PUBLIC_SUBMIT", "true", "PUBLIC_SUBMIT is true, but ACCESS is open"),
        ("OIDC_ISSUER", "https://id.example.org", "OIDC_ISSUER is set, but ACCESS is open"),
        ("RETENTION_DAYS", "never", "RETENTION_DAYS is 'never'; it must be a number."),
        ("RETENTION_DAYS", "-1", "RETENTION_DAYS is -1; it must be at least 0."),
        ("RETENTION_DAYS", "0.5", "RETENTION_DAYS is 0.5; it must be a whole number."),
        ("OLLAMA_NUM_PARALLEL", "1.5", "OLLAMA_NUM_PARALLEL is 1.5; it must be a whole number."),
        ("TRIAGE_FALLBACK", "maybe", "TRIAGE_FALLBACK is 'maybe'"),
        ("TRIAGE_UNSURE_BELOW", "60", "TRIAGE_UNSURE_BELOW is 60; it must be at most 1."),
    ],
)
def test_a_wrong_value_stops_the_start_and_is_named(name: str, value: str, says: str) -> None:
    result = load(**{**GOOD, name: value})
    assert result.returncode != 0
    assert says in result.stderr.splitlines()[-1]


def test_the_command_line_says_the_sentence_and_nothing_else() -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BACKEND,
        env={"PATH": os.environ["PATH"], **GOOD, "LLM_PROVIDER": "gpt"},
        capture_output=True,
        text=True,
        check=False,
    )
    sentence = "LLM_PROVIDER is 'gpt'; it must be one of ollama, openai, anthropic, none.\n"
    assert (result.returncode, result.stdout, result.stderr) == (1, "", sentence)


@pytest.mark.parametrize(
    ("outside", "named"),
    [
        ({"HUSHDESK_HOST": "help.example.org"}, "HUSHDESK_HOST"),
        ({"HUSHDESK_BIND": "0.0.0.0"}, "HUSHDESK_BIND"),  # noqa: S104
        ({"HUSHDESK_BIND": "::"}, "HUSHDESK_BIND"),
        ({"HUSHDESK_BIND": "192.168.1.20"}, "HUSHDESK_BIND"),
    ],
)
def test_open_access_is_refused_where_others_are_let_in(outside: dict[str, str], named: str) -> None:
    result = load(**GOOD, **outside)
    assert result.returncode != 0
    said = result.stderr.splitlines()[-1]
    assert f"ACCESS is open, but {named} lets others in" in said
    assert "Set ACCESS=login, or ALLOW_OPEN_ACCESS=true" in said
    for access in ({"ACCESS": "login"}, {"ALLOW_OPEN_ACCESS": "true"}):
        assert load(**GOOD, **outside, **access).returncode == 0


@pytest.mark.parametrize("address", ["", "127.0.0.1", "127.0.1.1", "::1", "[::1]", "localhost"])
def test_open_access_is_for_this_machine_alone(address: str) -> None:
    assert load(**GOOD, HUSHDESK_BIND=address).returncode == 0


def test_no_engine_at_all_is_refused() -> None:
    result = load(**GOOD, LLM_PROVIDER="none", TRIAGE_FALLBACK="off")
    assert "LLM_PROVIDER is none and TRIAGE_FALLBACK is off" in result.stderr


def test_an_outside_ollama_may_be_used_once_unlocked() -> None:
    result = load(**GOOD, LOCAL_ONLY="false", OLLAMA_URL="https://ollama.example.com/")
    assert "https://ollama.example.com\n" in result.stdout


HOSTED = {**GOOD, "LOCAL_ONLY": "false", "LLM_API_KEY": "sk-1"}


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"LLM_PROVIDER": "openai"}, "openai gpt-6-luna https://api.openai.com/v1 sk-1"),
        ({"LLM_PROVIDER": "anthropic"}, "anthropic claude-haiku-5-5 https://api.anthropic.com sk-1"),
        ({"LLM_PROVIDER": "openai", "LLM_MODEL": "gpt-x"}, "openai gpt-x https://api.openai.com/v1 sk-1"),
    ],
)
def test_a_hosted_provider_needs_its_name_a_key_and_the_lock_open(
    environment: dict[str, str], says: str
) -> None:
    assert f"\n{says} [" in load(**HOSTED, **environment).stdout


def test_a_key_alone_switches_nothing_on() -> None:
    assert "\nollama qwen3:" in load(**GOOD, LLM_API_KEY="sk-1").stdout


def test_a_server_of_ones_own_needs_neither_key_nor_the_lock_open() -> None:
    own = {"LLM_PROVIDER": "openai", "LLM_BASE_URL": "http://vllm:8000/v1/", "LLM_MODEL": "m"}
    assert "\nopenai m http://vllm:8000/v1  [" in load(**GOOD, **own).stdout


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"LLM_API_KEY": "sk-1"}, "LOCAL_ONLY is true, but LLM_PROVIDER is"),
        (
            {"LLM_BASE_URL": "https://llm.example.com", "LLM_MODEL": "m"},
            "LOCAL_ONLY is true, but LLM_PROVIDER is",
        ),
        ({"LOCAL_ONLY": "false"}, "but LLM_API_KEY is not set"),
        ({"LLM_BASE_URL": "http://10.0.0.7"}, "LLM_BASE_URL is set, but LLM_MODEL is not"),
        ({"LLM_BASE_URL": "10.0.0.7:8000"}, "LLM_BASE_URL is '10.0.0.7:8000'"),
        ({"LOCAL_ONLY": "false", "LLM_API_KEY": "sk-1 secret"}, "LLM_API_KEY is not a key"),
        ({"LOCAL_ONLY": "false", "LLM_API_KEY": "sk-\u00e9secret"}, "LLM_API_KEY is not a key"),
    ],
)
def test_a_contradiction_stops_the_start_and_is_named(
    provider: str, environment: dict[str, str], says: str
) -> None:
    result = load(**GOOD, LLM_PROVIDER=provider, **environment)
    assert result.returncode != 0
    assert says in result.stderr.splitlines()[-1]
    assert "secret" not in result.stderr


def test_an_address_for_ollama_is_given_by_its_own_variable() -> None:
    result = load(**GOOD, LLM_BASE_URL="http://10.0.0.7:11434")
    assert "LLM_BASE_URL is set, but LLM_PROVIDER is ollama: say with OLLAMA_URL" in result.stderr


def test_the_providers_own_variables_are_not_taken() -> None:
    others = {
        "OPENAI_API_KEY": "sk-2",
        "OPENAI_BASE_URL": "https://elsewhere.example.com",
        "OPENAI_CUSTOM_HEADERS": "X-Org: other",
        "OPENAI_LOG": "debug",
        "ANTHROPIC_API_KEY": "sk-2",
        "ANTHROPIC_AUTH_TOKEN": "sk-2",
        "ANTHROPIC_BASE_URL": "https://elsewhere.example.com",
        "ANTHROPIC_LOG": "debug",
    }
    result = load(**GOOD, LOCAL_ONLY="false", LLM_PROVIDER="openai", **others)
    assert "LLM_API_KEY is not set" in result.stderr
    result = load(**GOOD, **others)
    assert result.returncode == 0
    assert "OPENAI_" not in result.stdout
    assert "ANTHROPIC_" not in result.stdout


def test_an_empty_variable_means_the_default() -> None:
    assert (
        "qwen3:4b-instruct-2507-q4_K_M http://127.0.0.1:11434"
        in load(**GOOD, LLM_MODEL="", OLLAMA_URL="").stdout
    )


def test_secrets_can_be_files(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from-a-file\n")
    (tmp_path / "password").write_text("p@ss/word\n")
    (tmp_path / "llm").write_text("sk-from-a-file\n")
    result = load(
        SECRET_KEY_FILE=str(tmp_path / "key"),
        POSTGRES_PASSWORD_FILE=str(tmp_path / "password"),
        POSTGRES_HOST="db",
        LLM_API_KEY_FILE=str(tmp_path / "llm"),
    )
    assert result.stdout.startswith("from-a-file ")
    assert "'PASSWORD': 'p@ss/word'" in result.stdout
    assert "'HOST': 'db'" in result.stdout
    assert " sk-from-a-file [" in result.stdout


ROOT = BACKEND.parent
# For `make run` only: in Compose the database has its place, and Caddy hands out the interface.
NOT_PASSED = {"DATABASE_URL", "FRONTEND_DIST"}


def read_here() -> set[str]:
    source = (BACKEND / "config/settings.py").read_text()
    return set(re.findall(r'(?:text|choice|number|switch|rate|networks|address)\(\s*"([A-Z_]+)"', source))


def named_in_the_example() -> set[str]:
    return set(re.findall(r"^([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_the_example_names_every_setting_that_is_read() -> None:
    assert read_here() - named_in_the_example() == set()


def test_the_example_names_every_variable_of_the_compose_files() -> None:
    files = [*ROOT.glob("docker-compose*.yml"), *ROOT.glob("compose/*.yml")]
    used = {name for file in files for name in re.findall(r"(?<!\$)\$\{([A-Z_]+)", file.read_text())}
    assert len(files) > 4
    assert used - named_in_the_example() == set()


def test_compose_passes_on_every_setting_that_is_read() -> None:
    passed = re.findall(r"^\s+([A-Z_]+?)(?:_FILE)?:", (ROOT / "docker-compose.yml").read_text(), re.MULTILINE)
    assert read_here() - set(passed) == NOT_PASSED
