"""A classifier as bytes, for a file or a database: a checksum, then compressed JSON. Nothing is pickled."""

import hashlib
import json
import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from .model import BuiltinClassifier, Terms

_DIGEST_BYTES = hashlib.sha256().digest_size
# No term holds a line break: they come from texts whose white space is one space.
_BETWEEN_TERMS = "\n"


class DamagedClassifier(ValueError):
    """These bytes are not what was stored."""


def to_bytes(classifier: BuiltinClassifier) -> bytes:
    """About a megabyte, for 45,000 terms."""
    fields = {
        "name": classifier.name,
        "words": _from_terms(classifier.words),
        "parts": _from_terms(classifier.parts),
        "cues": {cue: list(weights) for cue, weights in classifier.cues.items()},
        "bias": list(classifier.bias),
        "category_sharpness": classifier.category_sharpness,
        "priority_sharpness": classifier.priority_sharpness,
    }
    content = zlib.compress(json.dumps(fields).encode())
    return hashlib.sha256(content).digest() + content


def from_bytes(stored: bytes) -> BuiltinClassifier:
    """Raises DamagedClassifier."""
    digest, content = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
    if hashlib.sha256(content).digest() != digest:
        raise DamagedClassifier("the stored classifier is damaged: its checksum is wrong")
    fields = json.loads(zlib.decompress(content))
    terms = {kind: _to_terms(fields[kind]) for kind in ("words", "parts")}
    return BuiltinClassifier(**{**fields, **terms})


def _from_terms(terms: Terms) -> dict[str, Any]:
    in_order = sorted(terms.positions, key=terms.positions.__getitem__)
    return {
        "terms": _BETWEEN_TERMS.join(in_order),
        "rarity": _from_floats(terms.rarity),
        "weights": [_from_floats(weights) for weights in terms.weights],
    }


def _to_terms(fields: dict[str, Any]) -> Terms:
    positions = {term: position for position, term in enumerate(fields["terms"].split(_BETWEEN_TERMS))}
    return Terms(positions, _to_floats(fields["rarity"]), [_to_floats(one) for one in fields["weights"]])


def _from_floats(values: Sequence[float]) -> str:
    return b64encode(_little_endian(array("f", values)).tobytes()).decode()


def _to_floats(text: str) -> "array[float]":
    return _little_endian(array("f", b64decode(text)))


def _little_endian(values: "array[float]") -> "array[float]":
    if sys.byteorder == "big":
        values.byteswap()
    return values
