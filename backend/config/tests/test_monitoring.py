"""The dashboard and the alert rules in deploy/monitoring ask for what there is."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

MONITORING = Path(__file__).resolve().parents[3] / "deploy/monitoring"
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
DASHBOARD = json.loads((MONITORING / "dashboard.json").read_text())
[GROUP] = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"]
RULES = GROUP["rules"]


def asked_for() -> Iterator[str]:
    """Every expression."""
    yield from (target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", ()))
    yield from (rule["expr"] for rule in RULES)


@pytest.mark.django_db
def test_every_metric_that_is_asked_for_is_told(client: Client) -> None:
    client.get("/api/tickets/")
    families = text_string_to_metric_families(client.get("/metrics").content.decode())
    told = {f"{family.name}{end}" for family in families for end in SUFFIXES.get(family.type, ())}
    asked = {name for expr in asked_for() for name in re.findall(r"\b(?:hushdesk|process)_\w+", expr)}
    assert len(asked) > 12
    assert asked <= told


@pytest.mark.parametrize("expr", [*asked_for()])
def test_every_expression_is_closed(expr: str) -> None:
    bare = re.sub(r'"[^"]*"', "", expr)
    for opening, closing in ("()", "[]", "{}"):
        assert bare.count(opening) == bare.count(closing)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
def test_every_alert_says_what_it_is_and_what_to_do(rule: dict[str, Any]) -> None:
    assert rule.keys() == {"alert", "expr", "for", "labels", "annotations"}
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"].keys() == {"summary", "description"}


def test_the_panels_lie_side_by_side_and_have_titles() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert panel["title"]
        assert not cells & taken
        assert place["x"] + place["w"] <= 24
        taken |= cells


def test_prometheus_asks_every_part_that_tells() -> None:
    [job] = yaml.safe_load((MONITORING / "prometheus.yml").read_text())["scrape_configs"]
    assert job["dns_sd_configs"][0]["names"] == ["backend", "triage", "worker"]
