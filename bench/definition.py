"""What every bench gives: figures, and how they are read."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.places import Places

Figures = Mapping[str, Any]  # what JSON can hold


@dataclass(frozen=True)
class Bench:
    """
    measure: takes where the product is, and whether a few seconds must do (then only to see that it works).
        Gives all figures that there are so far, each time that there are more.
    report: the figures of one run as paragraphs of Markdown, with what they are to be compared with.
    headline: the few by which runs are compared over time, by their heading.
    """

    name: str
    title: str
    measure: Callable[[Places, bool], AsyncIterator[Figures]]
    report: Callable[[Figures], Sequence[str]]
    headline: Callable[[Figures], Mapping[str, str]]


def markdown_table(rows: list[list[str]]) -> str:
    """The first row is the heading."""
    heading, *others = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in [heading, ["---"] * len(heading), *others])
