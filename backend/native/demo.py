"""`make demo`: fills an empty system with believable tickets or removes them, running or not."""

from __future__ import annotations

import os

from native import database, processes, product, python_env, settings_file
from native.places import BACKEND


def demo(*, remove: bool) -> int:
    """Migrate the product's database and let `manage.py seed_demo` fill it or empty it again."""
    command = ["seed_demo", *(["--remove"] if remove else [])]
    settings = settings_file.operator_settings()
    python_env.prepare_runtime()
    with database.running(settings) as found:
        env = product.environment(os.environ, settings, found.url)
        product.migrate(env)
        return processes.run_attached([*product.MANAGE, *command], cwd=BACKEND, env=env)
