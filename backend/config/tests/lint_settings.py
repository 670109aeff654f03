"""The product's settings with the migration linter beside it, for `make test`."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
# No version without its tables knows of them.
MIGRATION_LINTER_OPTIONS = {"exclude_apps": ["axes", "account", "mfa", "socialaccount"]}
