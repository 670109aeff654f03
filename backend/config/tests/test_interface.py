"""Serving the built interface from Django, as `make run` does."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import Settings

from config import urls
from config.interface import with_files
from config.wsgi import django_application


@pytest.fixture
def dist(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Hushdesk</title>")
    (tmp_path / "assets" / "main-abc123.js").write_text("1")
    settings.FRONTEND_DIST = tmp_path
    route_again()
    yield tmp_path
    settings.FRONTEND_DIST = None
    route_again()


def route_again() -> None:
    importlib.reload(urls)
    clear_url_caches()


@pytest.mark.parametrize("path", ["/", "/tickets", "/tickets/7", "/stats", "/new"])
def test_every_address_of_the_interface_gets_the_page(client: Client, dist: Path, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert b"Hushdesk" in response.content
    assert response.headers["Cache-Control"] == "no-cache"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/api/nothing/", "/api/tickets", "/missing.js", "/assets/gone-123.css"])
def test_what_is_missing_gets_no_page(client: Client, dist: Path, path: str) -> None:
    assert client.get(path).status_code == 404


def test_hashed_assets_are_cached_for_ever(dist: Path) -> None:
    asset = with_files(django_application).files["/assets/main-abc123.js"]
    response = asset.get_response("HEAD", {})
    assert "immutable" in dict(response.headers)["Cache-Control"]
