"""The calls of the data API that are measured, and what each needs to be made."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from bench import needles

PAGE = 50
HELLO = "/healthz"
COUNT = "/api/tickets/count/"
DETAIL = "one ticket"
STATS = "totals"
TRENDS = "trends of a year"
QUALITY = "quality of suggestions, of a year"
LISTS: Mapping[str, Mapping[str, str]] = {
    "newest": {},
    "of one status": {"status": "open"},
    "of some labels": {
        "category": "general,account",
        "priority": "critical,high",
        "status": "open,in_progress",
    },
    "of rare labels": {"category": "general", "priority": "critical", "status": "in_progress"},
    "longest unchanged": {"status": "open,in_progress", "ordering": "updated_at"},
    "least urgent of high": {"priority": "high", "category": "billing", "ordering": "priority"},
    "unsure": {"labels": "unsure", "status": "open"},
    "unsure, last changed first": {"labels": "unsure", "status": "open", "ordering": "-updated_at"},
    "of one day": {"created_from": "{day}", "created_to": "{day}"},
    "of one day, last changed first": {
        "created_from": "{day}",
        "created_to": "{day}",
        "ordering": "-updated_at",
    },
    "of a month and some labels": {
        "created_from": "{month}",
        "created_to": "{day}",
        "category": "billing,technical",
    },
}
DEEP = "newest, from the middle"
SEARCHES = {
    "frequent word (2 %)": needles.FREQUENT.word,
    "less frequent (0.6 %)": needles.UNCOMMON.word,
    "rare (200 tickets)": needles.RARE.word,
    "rarer (50 tickets)": needles.RAREST.word,
    "3 %, all three years old": needles.OLD.word,
    "in comments only": needles.IN_COMMENTS.word,
    "part of a rare word": needles.RARE.word[1:-1],
    "rare and frequent": f"{needles.RARE.word} {needles.FREQUENT.word}",
    "no hit": "xylophonist",
    "two letters, no hit": "zq",
}
TICKET = {
    "title": "Charged twice",
    "description": "Order 4711 was charged twice, please refund one of the two.",
    "category": "billing",
    "priority": "medium",
}

# To the model, as short as can be.
QUESTION = {"model": "any", "messages": [{"role": "user", "content": "Charged twice"}]}


def reads(total: int, middle: datetime) -> dict[str, str]:
    """The address of each call, by its name, for tickets with the numbers from 1 to `total`.

    middle: when the ticket was filed that has half as many before it.
    """
    days = {"day": f"{middle:%Y-%m-%d}", "month": f"{middle - timedelta(days=30):%Y-%m-%d}"}
    lists = {
        f"list: {name}": _page({key: value.format(**days) for key, value in query.items()})
        for name, query in LISTS.items()
    }
    cursor = json.dumps(["next", "-created_at", middle.isoformat(), total // 2])
    return {
        **lists,
        f"list: {DEEP}": _page({"cursor": urlsafe_b64encode(cursor.encode()).decode()}),
        **{f"search: {name}": _page({"search": words}) for name, words in SEARCHES.items()},
        "count: of one status": f"{COUNT}?status=open",
        "count: of a search": f"{COUNT}?search={needles.UNCOMMON.word}",
        DETAIL: f"/api/tickets/{total // 2}/",
        STATS: "/api/tickets/stats/",
        TRENDS: "/api/tickets/trends/?days=365",
        QUALITY: "/api/triage/quality/?days=365",
    }


def _page(query: Mapping[str, Any]) -> str:
    return "/api/tickets/?" + urlencode({"page_size": PAGE, **query})
