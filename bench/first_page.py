"""How long a browser without any cache takes to show the first tickets."""

from pathlib import Path
from statistics import median
from typing import Any

from bench import browser
from bench.places import Places

SCRIPT = Path(__file__).with_suffix(".mjs")


def figures(places: Places, times: int) -> dict[str, Any]:
    """times: how many browsers are started one after the other."""
    seen = browser.look(places, SCRIPT, times)
    return {
        "times": times,
        "rows_ms": round(median(one["rows"] for one in seen)),
        "after_answer_ms": round(median(one["rows"] - one["answered"] for one in seen)),
    }
