"""Whether this process is alive, and whether it can do its work."""

from http import HTTPStatus

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from config.errors import json_error


def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def is_behind() -> bool:
    """Whether the database is not migrated to this version. Raises django.db.Error."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def readyz(request: HttpRequest) -> JsonResponse:
    try:
        behind = is_behind()
    except Error:
        return json_error(
            HTTPStatus.SERVICE_UNAVAILABLE, "The database does not answer.", "database_unavailable"
        )
    if behind:
        detail = "The database is not migrated to this version yet."
        return json_error(HTTPStatus.SERVICE_UNAVAILABLE, detail, "not_migrated")
    return JsonResponse({"status": "ok"})
