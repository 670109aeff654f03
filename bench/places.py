"""Where the product under measurement listens; `make bench` starts it and says so."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Places:
    """The addresses of the data API, of the suggestions, and of the stand-in for Ollama.

    data_group, suggestions_group: their process groups.
    """

    data: str
    suggestions: str
    model: str
    data_group: int
    suggestions_group: int


def places() -> Places:
    try:
        return Places(
            os.environ["BENCH_DATA"],
            os.environ["BENCH_SUGGESTIONS"],
            os.environ["BENCH_MODEL"],
            int(os.environ["BENCH_DATA_GROUP"]),
            int(os.environ["BENCH_SUGGESTIONS_GROUP"]),
        )
    except KeyError:
        sys.exit("Start the benches with: make bench")
