"""All checks, one after the other. What needs the database is left out while that does not answer."""

from collections.abc import Callable

from django.db import Error

from config.checkup import database, host, model, setup, work
from config.checkup.finding import Finding, Verdict

Check = Callable[[], Finding]

WITHOUT_DATABASE: tuple[Check, ...] = (
    setup.version,
    setup.access,
    setup.variables,
    setup.time_zone,
    model.isolation,
    host.disk,
    host.files,
)
IN_DATABASE: tuple[Check, ...] = (
    database.server,
    database.migrations,
    database.connections,
    database.clock,
    database.backup,
    work.worker,
    work.server,
    work.queue,
)


def examine() -> list[Finding]:
    """What is broken first, then what to look at. Takes some seconds at most where nothing answers."""
    findings = [check() for check in WITHOUT_DATABASE]
    try:
        findings += [check() for check in IN_DATABASE]
    except Error:
        findings.append(database.no_answer())
    findings.append(model.language_model())
    order = [Verdict.BROKEN, Verdict.LOOK, Verdict.OK]
    return sorted(findings, key=lambda finding: order.index(finding.verdict))
