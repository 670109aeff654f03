"""How this installation is set up."""

import os
import platform
from collections.abc import Iterable
from difflib import get_close_matches

from django.conf import settings
from django.utils.translation import gettext as _

from config.checkup.finding import Finding, fine, look
from config.settings import READ
from triage.locality import is_loopback

SHORTEST_KEY = 32
# Ours, so that nothing else on this machine is looked at.
PREFIXES = (
    "ALLOW",
    "DATABASE_",
    "HUSHDESK_",
    "LIMIT_",
    "LLM_",
    "LOG_",
    "OIDC_",
    "OLLAMA_",
    "POSTGRES_",
    "RETENTION_",
    "TRIAGE_",
)
# Told to Compose alone, of Ollama itself, or not read where DATABASE_URL says it all.
FOR_OTHERS = {
    "HUSHDESK_CERTIFICATES",
    "HUSHDESK_HTTPS_PORT",
    "HUSHDESK_HTTP_PORT",
    "HUSHDESK_TLS",
    "OIDC_HOST",
    "OLLAMA_HOST",
    "OLLAMA_MEMORY",
    "OLLAMA_REPLICAS",
    "POSTGRES_DB",
    "POSTGRES_HOST",
    "POSTGRES_PASSWORD",
    "POSTGRES_USER",
}


def version() -> Finding:
    title = _("Version")
    detail = _("Hushdesk %(version)s, on Python %(python)s.") % {
        "version": settings.VERSION,
        "python": platform.python_version(),
    }
    if settings.DEBUG:
        advice = _("Set DEBUG=false: its error pages contain the text of tickets.")
        return look(title, _("DEBUG is on."), advice)
    return fine(title, detail)


def access() -> Finding:
    title = _("Who may do what")
    if settings.ACCESS == "login":
        return fine(title, _("People log in, and each has a role."))
    if settings.HUSHDESK_HOST or not is_loopback(settings.HUSHDESK_BIND):
        return look(
            title,
            _("Nobody logs in, and others can open Hushdesk: whoever does may read and change everything."),
            _("Set ACCESS=login, unless something in front of Hushdesk asks people who they are."),
        )
    return fine(title, _("Nobody logs in, and only this machine can open Hushdesk."))


def variables() -> Finding:
    """Variables that look like misspelt ones of ours, and a key that can be guessed."""
    title = _("Settings")
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        advice = _("Leave SECRET_KEY empty to have one made, or set a long random text.")
        return look(title, _("SECRET_KEY is short: what it signs could be forged."), advice)
    if misspelt := sorted(unknown(os.environ)):
        name = misspelt[0]
        detail = _("%(name)s is not a setting of Hushdesk, so it has no effect.") % {"name": name}
        return look(title, detail, _meant(name))
    return fine(title, _("All settings are understood."))


def _meant(name: str) -> str:
    if alike := get_close_matches(name, READ, n=1):
        return _("Did you mean %s?") % alike[0]
    return _("Remove it; .env.example has all settings.")


def unknown(names: Iterable[str]) -> set[str]:
    known = READ | FOR_OTHERS | {f"{name}_FILE" for name in READ}
    return {name for name in names if name.startswith(PREFIXES) and name not in known}


def time_zone() -> Finding:
    detail = _("In the statistics a day begins at midnight in %(zone)s.") % {"zone": settings.TIME_ZONE}
    return fine(_("Time zone"), detail)
