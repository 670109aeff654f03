"""What a check has found."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """
    LOOK: it works, but somebody should look at it.
    BROKEN: something that Hushdesk is for does not work.
    """

    OK = "ok"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """
    title: what was looked at.
    detail: what was found, in a sentence.
    advice: what to do about it, empty where nothing is to be done.
    """

    title: str
    verdict: Verdict
    detail: str
    advice: str = ""


def fine(title: str, detail: str) -> Finding:
    return Finding(title, Verdict.OK, detail)


def look(title: str, detail: str, advice: str) -> Finding:
    return Finding(title, Verdict.LOOK, detail, advice)


def broken(title: str, detail: str, advice: str) -> Finding:
    return Finding(title, Verdict.BROKEN, detail, advice)
