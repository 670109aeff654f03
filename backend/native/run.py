"""`make run`: everything from a fresh clone to an address to open, and a clean end."""

from __future__ import annotations

import contextlib
import http
import os
import time
from collections.abc import Iterator, Mapping
from typing import Any

from native import console, database, node_env, product, python_env, settings_file, signals
from native.database import Database
from native.failure import Failure, Interrupted
from native.locks import FileLock
from native.places import LOGS, STATE, shown
from native.product import Product

MODEL_LOOK_SECONDS = 5.0
OLLAMA = "http://127.0.0.1:11434"


def run() -> int:
    """Prepare, start and watch over the product until somebody stops it."""
    settings = settings_file.operator_settings()
    port = _port(settings)
    began = time.monotonic()
    with only_one(f"http://{product.HOST}:{port}"):
        try:
            _prepare_and_serve(settings, port, began)
        except Interrupted:
            console.say("Stopped. The tickets are kept.")
    return 0


def _prepare_and_serve(settings: Mapping[str, str], port: int, began: float) -> None:
    Product(settings, port, LOGS).stop_leftovers()
    product.check_port_is_free(port)
    python_env.prepare_runtime()
    node_env.prepare()
    node_env.build()
    with database.running(settings) as found:
        env = product.environment(os.environ, settings, found.url)
        hushdesk = Product(env, port, LOGS)
        try:
            with hushdesk.serving():
                invitation = product.invite_first(env, settings)
                _summarise(hushdesk, found, settings, invitation, time.monotonic() - began)
                _watch(hushdesk, found)
        except Interrupted:
            console.say("\nStopping ...")
            raise


def _port(settings: Mapping[str, str]) -> int:
    value = settings.get("HUSHDESK_PORT") or "8000"
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise Failure(f"HUSHDESK_PORT is {value!r}; it must be a port number, such as 8000.")
    return int(value)


@contextlib.contextmanager
def only_one(note: str, advice: str = "") -> Iterator[None]:
    """Keep others from starting Hushdesk from this folder; `note` is what they are told.

    `advice` is for ourselves, should somebody else have been first.
    """
    lock = FileLock(STATE / "launcher.lock")
    try:
        if not lock.try_exclusive():
            raise Failure(
                f"Hushdesk is already running from this folder: {lock.read_note() or 'it is starting'}.",
                advice=advice,
            )
        lock.note(note)
        yield
    finally:
        lock.release()


def _summarise(
    hushdesk: Product, found: Database, settings: Mapping[str, str], invitation: str, seconds: float
) -> None:
    status = _model_status(hushdesk)
    console.say()
    console.say(console.bold(f"Hushdesk is running (started in {console.took(seconds)})."))
    console.say()
    console.say(f"  Open            {console.bold(hushdesk.address)}")
    console.say(f"  Database        {found.label}")
    console.say(f"  Language model  {_model_sentence(status, settings)}")
    console.say(f"  Logs            {shown(LOGS)}")
    console.say()
    if invitation:
        console.say(invitation)
        console.say()
    console.say("Ctrl-C stops it. `make demo` in another terminal fills an empty system with 200 tickets.")


def _model_status(hushdesk: Product) -> Mapping[str, Any]:
    """What the product tells of its model; nothing where one has to log in to be told."""
    code, status = hushdesk.get("/api/triage/status/")
    return status if code == http.HTTPStatus.OK else {}


def _model_sentence(status: Mapping[str, Any], settings: Mapping[str, str]) -> str:
    model = status.get("model")
    meanwhile = (
        "the built-in classifier suggests" if status.get("fallback") == "builtin" else "no suggestions"
    )
    match status.get("state"):
        case None:
            return "shown at the top of the page once you have logged in"
        case "ready":
            return f"{model}"
        case "loading":
            return f"{model}, being loaded; until then {meanwhile}"
        case "downloading":
            return f"{model}, being downloaded in the background (OLLAMA_PULL=never prevents that)"
        case "missing" if settings.get("OLLAMA_PULL") != "never":
            return f"{model}, to be downloaded in the background (OLLAMA_PULL=never prevents that)"
        case "missing":
            return f"none: {model} is not installed; {meanwhile}"
        case "unreachable":
            return f"none at {settings.get('OLLAMA_URL') or OLLAMA}: {meanwhile}"
    return f"none: {meanwhile}"


def _watch(hushdesk: Product, found: Database) -> None:
    """Until somebody stops us; what changes meanwhile is said in one line."""
    said = _model_status(hushdesk).get("state")
    look_at_model = time.monotonic() + MODEL_LOOK_SECONDS
    while True:
        signals.pause(0.5)
        if found.cluster and not found.cluster.is_alive():
            console.warn("The database stopped; starting it again.")
            found.cluster.revive()
        hushdesk.watch()
        if time.monotonic() >= look_at_model:
            look_at_model = time.monotonic() + MODEL_LOOK_SECONDS
            status = _model_status(hushdesk)
            if status and status.get("state") != said:
                said = status.get("state")
                console.say(f"  Language model: {status.get('detail')}")
