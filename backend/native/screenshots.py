"""`make screenshots`: the pictures of docs/screenshots, taken of the built product with the demo tickets."""

from __future__ import annotations

from native import browser, database, e2e, node_env, processes, product, python_env, settings_file
from native.places import BACKEND, FRONTEND


def take() -> int:
    """Start the product as the end-to-end tests do, fill it, and retake all pictures."""
    python_env.prepare_runtime()
    node_env.prepare()
    node_env.build()
    given = {"SECRET_KEY": "for-screenshots-only", "PYTHONUNBUFFERED": "1", "LOG_LEVEL": "WARNING"}
    env = settings_file.neutral_environment(given | {"CHROMIUM_PATH": str(browser.chromium())})
    with database.throwaway() as url:
        env["DATABASE_URL"] = url
        product.migrate(env)
        processes.run_step("Loading the demo tickets", [*product.MANAGE, "seed_demo"], cwd=BACKEND, env=env)
        with e2e.product_with_fake_model(env, url) as places:
            command = ["npm", "run", "--silent", "screenshots"]
            return processes.run_attached(command, cwd=FRONTEND, env={**env, **places})
