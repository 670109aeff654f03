"""Keeping figures: every run is a line of results.jsonl, and results.md is written from them."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.definition import Bench, Figures, markdown_table
from triage.evaluation.host import host

FOLDER = Path(__file__).parent
RUNS = FOLDER / "results.jsonl"
PAGE = FOLDER / "results.md"
HEADING = """# Results

The last run of each bench, and the main figures of all runs. Figures of different hosts, or of a host that
had other work to do (the load average before the run tells), do not compare. `make bench` writes this page
from `results.jsonl`; [README.md](README.md) says how it measures.
"""


def circumstances() -> dict[str, Any]:
    """Of benches that begin now. `load`: the load average of the minute before them."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": _commit(),
        "host": host(),
        "load": round(os.getloadavg()[0], 1),
    }


class Run:
    """A run of a bench, kept after all others as far as it has come."""

    def __init__(self, bench: Bench, circumstances: Mapping[str, Any]) -> None:
        self._place = RUNS.stat().st_size
        self._known = {"bench": bench.name, **circumstances}

    def keep(self, figures: Figures) -> None:
        """In place of those that were kept of it before."""
        line = json.dumps({**self._known, "figures": figures}) + "\n"
        with RUNS.open("r+b") as file:
            file.seek(self._place)
            file.write(line.encode())
            file.truncate()


def _commit() -> str:
    """Where the history stood, with a plus where files differ from it."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    answer = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "unknown"


def write_page(benches: Sequence[Bench]) -> None:
    """Write results.md from all runs that were kept."""
    runs = [json.loads(line) for line in RUNS.read_text(encoding="utf-8").splitlines()]
    sections = [_section(bench, [run for run in runs if run["bench"] == bench.name]) for bench in benches]
    PAGE.write_text("\n".join([HEADING, *filter(None, sections)]), encoding="utf-8")


def _section(bench: Bench, runs: Sequence[Mapping[str, Any]]) -> str:
    if not runs:
        return ""
    newest_first = [(run, bench.headline(run["figures"])) for run in reversed(runs)]
    # A run that was interrupted lacks some.
    names = max((headline for _, headline in newest_first), key=len)
    history = [
        ["date", "commit", "host", "load before", *names],
        *(
            [*_circumstances(run), *(headline.get(name, "") for name in names)]
            for run, headline in newest_first
        ),
    ]
    heading = f"## {bench.title} (`{bench.name}`)"
    report = bench.report(runs[-1]["figures"])
    history_of_runs = ["All runs, the last one first:", markdown_table(history)]
    return "\n\n".join([heading, *report, *history_of_runs]) + "\n"


def _circumstances(run: Mapping[str, Any]) -> list[str]:
    return [run["date"], run["commit"], run["host"], str(run["load"])]
