"""The database, and what it keeps safe."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from config.backups import last_backup
from config.checkup.finding import Finding, broken, fine, look
from config.health import is_behind

OLDEST_SERVER = 140000
BACKUP_HOLDS = timedelta(hours=30)
MOST_USED = 0.8
# Leases and pauses are a matter of seconds, sessions and time limits one of minutes.
CLOCK_MAY_BE_OFF, CLOCK_IS_WRONG = 2, 30

SERVER = """
SELECT current_setting('server_version'), current_setting('server_version_num')::int,
    pg_encoding_to_char(encoding), pg_size_pretty(pg_database_size(oid)),
    EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm')
FROM pg_database WHERE datname = current_database()
"""
CONNECTIONS = """
SELECT count(*),
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
FROM pg_stat_activity WHERE backend_type = 'client backend'
"""


def no_answer() -> Finding:
    return broken(
        _("Database"),
        _("The database does not answer: no ticket can be read or written."),
        _("See whether it runs (docker compose ps) and what it says (docker compose logs db)."),
    )


def server() -> Finding:
    title = _("Database")
    version, number, encoding, size, has_trigrams = row(SERVER)
    detail = _("PostgreSQL %(version)s, %(size)s.") % {"version": version, "size": size}
    if number < OLDEST_SERVER:
        return broken(title, detail, _("Hushdesk needs PostgreSQL 14 or newer."))
    if encoding != "UTF8":
        advice = _("Make a database with the encoding UTF8 and restore a back-up into it.")
        return broken(title, _("It cannot hold every language: its encoding is %s.") % encoding, advice)
    if not has_trigrams:
        advice = _("Install PostgreSQL's contrib package, then: CREATE EXTENSION pg_trgm")
        return look(title, _("Searching works but is slow: pg_trgm is not installed."), advice)
    return fine(title, detail)


def migrations() -> Finding:
    title = _("Tables")
    if is_behind():
        advice = _("Run: manage.py migrate. In Compose, starting backend again does that.")
        return broken(title, _("The database is not at this version yet."), advice)
    return fine(title, _("The database is at this version."))


def connections() -> Finding:
    title = _("Connections to the database")
    used, most = row(CONNECTIONS)
    detail = _("%(used)d of %(most)d are in use.") % {"used": used, "most": most}
    if used > MOST_USED * most:
        return look(title, detail, _("Raise max_connections of PostgreSQL, or run fewer containers."))
    return fine(title, detail)


def clock() -> Finding:
    title = _("Clock")
    [there] = row("SELECT clock_timestamp()")
    seconds = abs((datetime.now(UTC) - there).total_seconds())
    if seconds < CLOCK_MAY_BE_OFF:
        return fine(title, _("This process and the database agree on the time."))
    detail = _("This process and the database are %d seconds apart.") % seconds
    advice = _("Have both machines set their clocks by the network (NTP).")
    return (broken if seconds >= CLOCK_IS_WRONG else look)(title, detail, advice)


def backup() -> Finding:
    title = _("Back-up")
    at = last_backup()
    if at is None:
        advice = _("Run make backup, and have it run every night: see docs/operating.md.")
        return look(title, _("No back-up of this database is known."), advice)
    detail = _("The last one was made on %s.") % date_format(localtime(at), "DATETIME_FORMAT")
    if datetime.now(UTC) - at > BACKUP_HOLDS:
        advice = _("Find out why there was none last night, or run make backup.")
        return look(title, detail, advice)
    return fine(title, detail)


def row(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()
