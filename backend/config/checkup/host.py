"""The machine, or the container, that this process runs on."""

import shutil

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from config.checkup.finding import Finding, broken, fine, look

LOW_SHARE = 0.15
LOW_BYTES, LOWEST_BYTES = 5e9, 5e8


def disk() -> Finding:
    """Of the disk with the programs, which in Compose is Docker's, and so the database's as well."""
    title = _("Disk")
    room = shutil.disk_usage(settings.BASE_DIR)
    free = {"free": number_format(room.free / 1e9, 1), "total": number_format(room.total / 1e9, 0)}
    detail = _("%(free)s of %(total)s GB are free.") % free
    advice = _("Make room: docker system df says what takes it. Never remove volumes.")
    if room.free < LOWEST_BYTES:
        return broken(title, detail, advice)
    if room.free < LOW_BYTES or (room.free < LOW_SHARE * room.total and room.free < 4 * LOW_BYTES):
        return look(title, detail, advice)
    return fine(title, detail)


def files() -> Finding:
    """What is made when Hushdesk is built: pages of the API's description, and languages."""
    title = _("Files")
    languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    catalogues = [settings.BASE_DIR / f"locale/{code}/LC_MESSAGES/django.mo" for code in languages]
    if missing := [file.parts[-3] for file in catalogues if not file.is_file()]:
        detail = _("The server's messages are missing in: %s.") % ", ".join(missing)
        return look(title, detail, _("Build the image again, or run make messages."))
    if settings.FRONTEND_DIST and not (settings.FRONTEND_DIST / "index.html").is_file():
        return broken(title, _("The interface has not been built."), _("Run make run, which builds it."))
    return fine(title, _("Everything that is built is there."))
