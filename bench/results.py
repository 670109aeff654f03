"""Keeping figures: every run is a line of results.jsonl, and results.md is written from them."""

import json
import subprocess
from collections.abc import Sequence
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

Run = dict[str, Any]


def keep(bench: Bench, figures: Figures, load: float) -> None:
    """Add a run. `load`: the load average of the minute before it."""
    run = {
        "bench": bench.name,
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": _commit(),
        "host": host(),
        "load": round(load, 1),
        "figures": figures,
    }
    with RUNS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(run) + "\n")


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


def _section(bench: Bench, runs: Sequence[Run]) -> str:
    if not runs:
        return ""
    newest_first = [(run, bench.headline(run["figures"])) for run in reversed(runs)]
    names = list(newest_first[0][1])
    history = [
        ["date", "commit", "host", "load before", *names],
        *(
            [*_circumstances(run), *(headline.get(name, "") for name in names)]
            for run, headline in newest_first
        ),
    ]
    return (
        f"## {bench.title} (`{bench.name}`)\n\n{bench.report(runs[-1]['figures'])}\n\n"
        f"All runs, the last one first:\n\n{markdown_table(history)}\n"
    )


def _circumstances(run: Run) -> list[str]:
    return [run["date"], run["commit"], run["host"], str(run["load"])]
