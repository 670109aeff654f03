"""The other processes, and what they have before them."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.checkup.finding import Finding, broken, fine, look
from triage import signs
from triage.background.backlog import backlog, oldest

LATE = timedelta(minutes=30)


def worker() -> Finding:
    title = _("Worker")
    living = signs.living(signs.WORKER)
    if living:
        detail = ngettext("%d worker is at work.", "%d workers are at work.", living) % living
        return fine(title, detail)
    return broken(
        title,
        _("No worker is at work: tickets without labels wait, and no model is fetched."),
        _("See what it says (docker compose logs worker), and start it (docker compose up -d)."),
    )


def server() -> Finding:
    title = _("Suggestions")
    if signs.living(signs.SERVER):
        return fine(title, _("The server for suggestions is running."))
    return broken(
        title,
        _("The server for suggestions is not running."),
        _("See what it says (docker compose logs triage), and start it (docker compose up -d)."),
    )


def queue() -> Finding:
    title = _("Queue")
    waiting, age = backlog(), oldest()
    in_all = waiting["unjudged"] + waiting["bulk"]
    detail = ngettext("%d ticket waits for labels.", "%d tickets wait for labels.", in_all) % in_all
    if waiting["given_up"]:
        given_up = waiting["given_up"]
        told = (
            ngettext("The model failed at %d ticket.", "The model failed at %d tickets.", given_up) % given_up
        )
        advice = _("Once the model answers, run manage.py retriage --given-up.")
        return look(title, f"{detail} {told}", advice)
    if age > LATE and settings.TRIAGE_FALLBACK == "builtin":
        late = _("One has waited for %d minutes.") % (age.total_seconds() // 60)
        return look(title, f"{detail} {late}", _("See what the worker says: docker compose logs worker."))
    return fine(title, detail)
