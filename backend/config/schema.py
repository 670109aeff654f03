"""What the OpenAPI document says beyond what drf-spectacular reads off the views."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.openapi import AutoSchema

from accounts.models import Scope
from config import scopes

# The name of the security scheme, in settings.py.
TOKEN = "token"  # noqa: S105  (a name, not a secret)
ERROR_SCHEMA = "#/components/schemas/Error"
ERROR = {
    "type": "object",
    "description": "Either `detail` and `code`, or for each field that is wrong a list of messages, or the "
    "same of what is within it.",
    "properties": {
        "detail": {"type": "string"},
        # Some calls have a field of that name.
        "code": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
        "fallback_reason": {"type": "string"},
        "request_id": {"type": "string", "description": "With a 5xx: what finds it in the log."},
    },
    "additionalProperties": {
        "oneOf": [{"type": "array", "items": {"type": "string"}}, {"$ref": ERROR_SCHEMA}]
    },
}
# Others than these are bugs. 503: the database, or a model without a stand-in, is away.
ERRORS = ("4XX", "503")


class HushdeskSchema(AutoSchema):
    def get_auth(self) -> list[dict[str, Any]]:
        """Whether one has to log in is the operator's decision: see `config.rules`. Programs send a token."""
        return [{}, {TOKEN: []}] if self.scope else []

    def get_description(self) -> str:  # type: ignore[override]
        said = super().get_description()
        return f"{said}\n\nScope of a token: `{self.scope}`.".strip() if self.scope else said

    @property
    def scope(self) -> Scope | None:
        return scopes.needed(names()[type(self.view)], self.method)

    def get_tags(self) -> list[str]:
        """Group calls by what they are about: tickets, triage, session."""
        return [self.path.split("/")[2]]


@cache
def names() -> dict[type, str]:
    """Those that the addresses of views have in urls.py."""
    return {getattr(found.callback, "cls", type(None)): str(found.name) for found in patterns(get_resolver())}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from patterns(found)
        else:
            yield found


def describe_errors(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Every call answers an error in the same shape: see `config.errors`."""
    result["components"]["schemas"]["Error"] = ERROR
    error = {"description": "An error.", "content": {"application/json": {"schema": {"$ref": ERROR_SCHEMA}}}}
    for methods in result["paths"].values():
        for operation in methods.values():
            operation["responses"] |= dict.fromkeys(ERRORS, error)
    return result
