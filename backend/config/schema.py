"""What the OpenAPI document says beyond what drf-spectacular reads off the views."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

ERROR_SCHEMA = "#/components/schemas/Error"
ERROR = {
    "type": "object",
    "description": "Either `detail` and `code`, or for each field that is wrong a list of messages, or the "
    "same of what is within it.",
    "properties": {
        "detail": {"type": "string"},
        "code": {"type": "string"},
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
        """Whether one has to log in is the operator's decision: see `config.rules`."""
        return []

    def get_tags(self) -> list[str]:
        """Group calls by what they are about: tickets, triage, session."""
        return [self.path.split("/")[2]]


def describe_errors(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Every call answers an error in the same shape: see `config.errors`."""
    result["components"]["schemas"]["Error"] = ERROR
    error = {"description": "An error.", "content": {"application/json": {"schema": {"$ref": ERROR_SCHEMA}}}}
    for methods in result["paths"].values():
        for operation in methods.values():
            operation["responses"] |= dict.fromkeys(ERRORS, error)
    return result
