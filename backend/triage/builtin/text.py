"""Bring ticket text into the one plain form that the features read.

Pure functions on strings: no ticket text is ever logged or put into an exception.
"""

import re
import unicodedata

HEAD_CHARACTERS = 1400
TAIL_CHARACTERS = 400

_QUOTED_LINE = re.compile(r"^\s{0,3}[>|].*$", re.MULTILINE)
_LOG_LINE = re.compile(
    r"^\s*(?:"
    r"\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*"
    r"|\[?\d\d:\d\d:\d\d[.,\]\s].*"
    r"|(?:\w{3} +\d{1,2} )\d\d:\d\d:\d\d .*"
    r"|\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|EMERG)\b\]?[:\s|-].*"
    r"|at [\w.$<>]+\(.*"
    r"|File \".*\", line \d+.*"
    r"|Traceback .*"
    r")$",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b|\b(?:https?://|www\.)\S+", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_LATIN_MARKS = re.compile(r"[\u0300-\u036f]")
_CONTRACTION = re.compile(r"(?<=\w)['\u2019\u02bc`](?=(?:t|s|m|d|re|ve|ll)\b)")
_JOINERS = re.compile(r"['\u2019\u02bc`_/\\-]")
_STRETCHED = re.compile(r"(.)\1{3,}")

LOG_MARK = "logline"
ADDRESS_MARK = "webaddress"


def shorten(text: str) -> str:
    """Keep head and tail: what a ticket is about stands there, and the time to answer stays bounded."""
    if len(text) <= HEAD_CHARACTERS + TAIL_CHARACTERS:
        return text
    return f"{text[:HEAD_CHARACTERS]}\n{text[-TAIL_CHARACTERS:]}"


def plain(text: str) -> str:
    """Lower-case, unaccented, one space between words, with quotes dropped and logs reduced to a mark."""
    text = shorten(text).encode("utf-8", "replace").decode("utf-8")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = _own_words(text)
    text = _ADDRESS.sub(f" {ADDRESS_MARK} ", text)
    text = unicodedata.normalize("NFKD", text.casefold())
    text = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", text))
    text = _JOINERS.sub(" ", _CONTRACTION.sub("", text))
    return " ".join(_STRETCHED.sub(r"\1\1\1", text).split())


def _own_words(text: str) -> str:
    """What the writer wrote: a forwarded alarm or a pasted log must not raise the priority.

    A ticket that is nothing but a quotation keeps it.
    """
    without_quotes = _QUOTED_LINE.sub("", text)
    if without_quotes.strip():
        text = without_quotes
    return _LOG_LINE.sub(f" {LOG_MARK} ", text)
