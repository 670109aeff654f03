"""Hand-made cues: families of words that point at a label, in any language a customer may write.

They help where the labelled tickets are thin, above all outside English. The words stand in cue_words.toml.
An alarm that is denied ("no data was lost", "not everyone") counts as `calm` instead.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .text import plain

WORDS = Path(__file__).with_name("cue_words.toml")

_ALARMS = frozenset({"many", "stopped", "loss", "security", "danger", "now", "spreading"})
_DENIAL = re.compile(
    r"(?:\b(?:not|no|nothing|never|without|isnt|arent|wasnt|werent|dont|doesnt|didnt|hasnt|nicht|kein\w*|ohne|nie"
    r"|pas|sans|aucun\w*|ningun\w*|sin|non|nessun\w*|senza|nao|nenhum\w*|sem|niet|geen|zonder|bez|inte|ingen|ikke)"
    r"(?: [^\W\d]+){0,2} )$"
)
_DENIAL_REACH = 30

_WORD_START = re.compile(r"(?<![^\W_])[^\W_]|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_QUESTION_MARK = re.compile(r"[?\u061f]")
_COUNTED = "counted"  # not a cue in itself: what stands behind a number
_NUMBER = r"\b(\d{1,3}(?:[., ]\d{3})+|\d{1,6})"
_PEOPLE_BY_COUNTER = re.compile(r"(\d{1,6}) ?[만천万千]? ?(?:人|名|个人|位|명|店舗|件|家|곳|건|개|户|世帯)")
_CLOCK = re.compile(
    r"\b(?:in|within|by|at|before|until|til|um|bis|vor|avant|dans|a las|antes de las|alle|entro le|as|om|voor"
    r"|do) (?:the next )?(?:\d{1,2}[:.h]\d{2}"
    r"|\d{1,2} ?(?:am|pm|uhr|h|hrs?|hours?|minut\w*|mins?|stunden?|heures?|horas?|ore|uur|godz\w*))\b"
)


def cue_features(text: str) -> dict[str, float]:
    """Cues of one plain text, each between 0 and about 3, so that no scaling has to be learned."""
    counts: Counter[str] = Counter()
    for start, family in _matches(text):
        denied = family in _ALARMS and _DENIAL.search(text[max(0, start - _DENIAL_REACH) : start])
        counts["calm" if denied else family] += 1
    found = {family: min(math.log1p(count), 2.0) for family, count in counts.items()}
    found["questions"] = min(len(_QUESTION_MARK.findall(text)), 3) / 2
    found["people"] = math.log10(_most_people(text)) / 2
    found["clock"] = 1.0 if _CLOCK.search(text) else 0.0
    return found


def _matches(text: str) -> Iterator[tuple[int, str]]:
    """Where a cue stands, and its family."""
    index = _index()
    for word in _WORD_START.finditer(text):
        start = word.start()
        for phrase, any_ending, family in index.get(text[start : start + 2], ()):
            if text.startswith(phrase, start) and (any_ending or _ends_a_word(text, start + len(phrase))):
                yield start, family


def _ends_a_word(text: str, position: int) -> bool:
    """Scripts without spaces end words anywhere; those with rich endings are served too."""
    following = text[position : position + 1]
    return not following.isalnum() or not following.isascii()


@cache
def _entries() -> dict[str, list[str]]:
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {family: entries.split() for family, entries in words.items()}


@cache
def _index() -> dict[str, list[tuple[str, bool, str]]]:
    """First two characters -> (phrase, whether any ending will do, family)."""
    index: dict[str, list[tuple[str, bool, str]]] = {}
    for family, entries in _entries().items():
        for entry in entries if family != _COUNTED else ():
            phrase = plain(entry.removesuffix("*").replace("_", " "))
            index.setdefault(phrase[:2], []).append((phrase, entry.endswith("*"), family))
    return index


@cache
def _people() -> re.Pattern[str]:
    nouns = "|".join(entry.replace("*", r"\w*") for entry in _entries()[_COUNTED])
    return re.compile(_NUMBER + r" (?:[^\W\d]+ ){0,2}(?:" + nouns + r")\b")


def _most_people(text: str) -> int:
    numbers = _people().findall(text) + _PEOPLE_BY_COUNTER.findall(text)
    return max((int(re.sub(r"\D", "", number)) for number in numbers), default=1) or 1
