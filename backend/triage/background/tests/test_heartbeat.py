"""A worker that gets nowhere is told from one whose model takes its time."""

from pathlib import Path

from pytest_django import Settings

from triage.background.heartbeat import Heartbeat


def test_the_next_beat_is_due_when_the_longest_step_must_have_ended(
    settings: Settings, tmp_path: Path
) -> None:
    settings.LLM_BACKGROUND_TIMEOUT = 600
    Heartbeat(tmp_path / "beat", clock=lambda: 1000).beat()
    assert (tmp_path / "beat").stat().st_mtime == 1000 + 900 + 30
