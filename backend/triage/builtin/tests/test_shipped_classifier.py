"""The classifier that comes with Hushdesk: made once, then read from a file that must fit."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from triage.builtin import load, shipped
from triage.builtin.fingerprint import shipped_name
from triage.builtin.stored import DamagedClassifier, from_bytes, to_bytes

TEXT = ("No refund", "I returned the lamp three weeks ago and still have no money back.")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the classifier."""
    monkeypatch.setattr(shipped, "FILE", tmp_path / "classifier.bin")
    return shipped.FILE


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """What training gives, without its seconds."""
    content = to_bytes(load())
    monkeypatch.setattr(shipped, "_train", lambda: content)
    return content


def no_training() -> bytes:
    pytest.fail("it was trained again")


def renamed(content: bytes, name: str) -> bytes:
    return to_bytes(replace(from_bytes(content), name=name))


def test_is_read_from_its_file(trained: bytes, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(trained)
    monkeypatch.setattr(shipped, "_train", no_training)
    assert load().name == shipped_name()


def test_is_made_and_kept_where_there_is_no_file(trained: bytes, file: Path) -> None:
    assert load().name == shipped_name()
    assert file.read_bytes() == trained
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80\x04pickled", None])
def test_a_damaged_file_is_made_anew(trained: bytes, file: Path, damage: bytes | None) -> None:
    file.write_bytes(trained[:-1] if damage is None else damage)
    load()
    assert file.read_bytes() == trained


def test_one_of_another_version_is_made_anew(trained: bytes, file: Path) -> None:
    file.write_bytes(renamed(trained, "builtin-00000000"))
    load()
    assert file.read_bytes() == trained


def test_answers_where_nothing_can_be_kept(
    trained: bytes, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "FILE", Path("/proc/nowhere/classifier.bin"))
    assert load().name == shipped_name()


def test_training_elsewhere_gives_what_is_loaded_here() -> None:
    trained = from_bytes(shipped._train())
    assert trained.name == shipped_name()
    assert trained.classify(*TEXT) == load().classify(*TEXT)


def test_bytes_hold_all_of_it() -> None:
    one = load()
    other = from_bytes(to_bytes(one))
    assert other.name == one.name
    assert other.classify(*TEXT) == one.classify(*TEXT)
    assert to_bytes(other) == to_bytes(one)


def test_one_wrong_bit_is_noticed() -> None:
    content = bytearray(to_bytes(load()))
    content[len(content) // 2] ^= 1
    with pytest.raises(DamagedClassifier):
        from_bytes(bytes(content))


def run(script: str) -> int:
    return subprocess.run([sys.executable, "-c", script], check=False).returncode


def test_answering_needs_neither_scikit_learn_nor_numpy() -> None:
    load()
    script = "import sys; from triage.builtin import load; load().classify('', 'no refund'); "
    assert run(f"{script} sys.exit('sklearn' in sys.modules or 'numpy' in sys.modules)") == 0
