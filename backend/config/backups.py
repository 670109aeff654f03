"""When the tickets were last backed up, as deploy/backup.sh leaves it at the database itself.

A comment of the database is in no dump: one that was restored knows of no back-up, until there is one of it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import Error, connection
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
MARK = re.compile(r"hushdesk backup (\d{4}-\d\d-\d\dT\d{6}Z)")


def last_backup() -> datetime | None:
    """None where none is known, as of a database that is backed up in other ways. Raises django.db.Error."""
    with connection.cursor() as cursor:
        cursor.execute(COMMENT)
        [comment] = cursor.fetchone()
    found = MARK.match(comment or "")
    return datetime.strptime(found[1], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC) if found else None


class BackupCollector(Collector):
    """Asks the database whenever it is asked; says nothing while that is away, or knows of none."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        gauge = GaugeMetricFamily("hushdesk_last_backup_timestamp_seconds", "When the last back-up was made.")
        try:
            at = last_backup()
        except Error:
            return
        if at:
            gauge.add_metric([], at.timestamp())
        yield gauge
