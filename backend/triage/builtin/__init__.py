"""Suggests a category and a priority without any language model: see README.md in this folder."""

from triage.json_lines import InvalidTickets

from .data import CATEGORIES, PRIORITIES, LabelledTicket, read_labelled_tickets
from .model import BuiltinClassifier, Judgement
from .shipped import load

__all__ = [
    "CATEGORIES",
    "PRIORITIES",
    "BuiltinClassifier",
    "InvalidTickets",
    "Judgement",
    "LabelledTicket",
    "load",
    "read_labelled_tickets",
]
