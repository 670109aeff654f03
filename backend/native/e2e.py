"""The product as the end-to-end tests meet it: started as `make run` does, with a stand-in for Ollama.

Once as everybody may do everything, and once as people log in.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from native import fake_model, product
from native.product import Product

WITH_LOG_IN = {"ACCESS": "login", "PUBLIC_SUBMIT": "true"}


@contextlib.contextmanager
def product_with_fake_model(env: Mapping[str, str], database_url: str) -> Iterator[dict[str, str]]:
    """Start both; gives the variables that tell the tests where they are."""
    with (
        tempfile.TemporaryDirectory(prefix="hushdesk-e2e-") as folder,
        fake_model.running(env, Path(folder)) as model,
    ):
        settings = {**env, "OLLAMA_URL": model, "LLM_PROVIDER": "ollama"}
        with (
            serving(settings, database_url, Path(folder, "open")) as for_all,
            serving(settings | WITH_LOG_IN, database_url, Path(folder, "login")) as with_log_in,
        ):
            yield {
                "E2E_BASE_URL": for_all.address,
                "E2E_LOGIN_URL": with_log_in.address,
                "E2E_FIRST_LINK": with_log_in.invitation,
                "E2E_OLLAMA_URL": model,
            }


@dataclass(frozen=True)
class Served:
    """
    address: where it is.
    invitation: what its first start says of the first administrator.
    """

    address: str
    invitation: str


@contextlib.contextmanager
def serving(settings: Mapping[str, str], database_url: str, logs: Path) -> Iterator[Served]:
    env = product.environment(settings, settings, database_url)
    hushdesk = Product(env, product.free_port(), logs)
    with hushdesk.serving():
        yield Served(hushdesk.address, product.invite_first(env, settings))
