"""The product as the end-to-end tests meet it: started as `make run` does, with a stand-in for Ollama."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from native import fake_model, product
from native.product import Product


@contextlib.contextmanager
def product_with_fake_model(env: Mapping[str, str], database_url: str) -> Iterator[dict[str, str]]:
    """Start both; gives the variables that tell the tests where they are."""
    with (
        tempfile.TemporaryDirectory(prefix="hushdesk-e2e-") as folder,
        fake_model.running(env, Path(folder)) as model,
    ):
        settings = {**env, "OLLAMA_URL": model, "LLM_PROVIDER": "ollama"}
        hushdesk = Product(
            product.environment(settings, settings, database_url), product.free_port(), Path(folder)
        )
        with hushdesk.serving():
            yield {"E2E_BASE_URL": hushdesk.address, "E2E_OLLAMA_URL": model}
