"""What is remembered between starts, and what is read before Django is there."""

import subprocess
import sys
import tomllib
from pathlib import Path

import environ
import pytest

from native import node_env, settings_file
from native.places import BACKEND
from native.stamps import Stamp, digest

ENV_FILE = """
# a comment
PLAIN=value
export EXPORTED=yes
QUOTED="two words"
SINGLE='two words'
HASH=abc#def
EMPTY=
not a variable
"""


def test_a_finished_step_is_not_repeated(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "stamp")
    with stamp.renewed("this"):
        pass
    assert stamp.matches("this")
    assert not stamp.matches("that")


def test_an_interrupted_step_is_repeated_even_if_it_was_done_before(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "stamp")
    with stamp.renewed("this"):
        pass
    with pytest.raises(RuntimeError), stamp.renewed("this"):
        raise RuntimeError
    assert not stamp.matches("this")


def test_a_digest_tells_names_and_contents(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("a")
    before = digest([first])
    first.write_text("b")
    assert digest([first]) != before
    first.rename(second)
    second.write_text("a")
    assert digest([second]) != before


def test_the_env_file_is_read_as_django_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text(ENV_FILE)
    ours = settings_file.read(file)
    assert set(ours) == {"PLAIN", "EXPORTED", "QUOTED", "SINGLE", "HASH", "EMPTY"}
    monkeypatch.setattr(environ.Env, "ENVIRON", {})
    environ.Env.read_env(file)
    assert ours == environ.Env.ENVIRON


def test_an_operators_settings_do_not_reach_the_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("LLM_PROVIDER=none\nTIME_ZONE=Asia/Tokyo\n")
    monkeypatch.setattr(settings_file, "DOT_ENV", file)
    env = settings_file.neutral_environment({"LLM_PROVIDER": "ollama"})
    assert (env["LLM_PROVIDER"], env["TIME_ZONE"]) == ("ollama", "")


@pytest.mark.parametrize(
    ("version", "accepted"),
    [
        ((18, 20), False),
        ((20, 18), False),
        ((20, 19), True),
        ((21, 7), False),
        ((22, 11), False),
        ((22, 12), True),
        ((24, 0), True),
    ],
)
def test_the_interface_is_built_by_a_node_that_its_tools_support(
    version: tuple[int, int], accepted: bool
) -> None:
    assert node_env.is_new_enough(*version) is accepted


def test_it_starts_on_a_bare_python() -> None:
    code = f"""
import sys
sys.path.insert(0, {str(BACKEND)!r})
from native import commands
loaded = {{name.partition(".")[0] for name in sys.modules}} - {{"native", "__main__"}}
sys.exit(", ".join(loaded - sys.stdlib_module_names) or 0)
"""
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")


def test_every_package_of_the_backend_is_held_to_the_direction_of_imports() -> None:
    config = tomllib.loads((BACKEND / "pyproject.toml").read_text())
    packages = {folder.parent.name for folder in BACKEND.glob("*/__init__.py")}
    assert packages == set(config["tool"]["importlinter"]["root_packages"])
