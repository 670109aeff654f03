"""Suggests a category and a priority without any language model: see README.md in this folder."""

from triage.json_lines import InvalidTickets

from .data import CATEGORIES, PRIORITIES, LabelledTicket, read_labelled_tickets
from .fingerprint import shipped_name, team_name
from .model import BuiltinClassifier, Judgement
from .shipped import load
from .stored import DamagedClassifier, from_bytes, to_bytes

__all__ = [
    "CATEGORIES",
    "PRIORITIES",
    "BuiltinClassifier",
    "DamagedClassifier",
    "InvalidTickets",
    "Judgement",
    "LabelledTicket",
    "from_bytes",
    "load",
    "read_labelled_tickets",
    "shipped_name",
    "team_name",
    "to_bytes",
]
