"""What the OpenAPI document says beyond what drf-spectacular reads off the views."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

ERROR = {
    "type": "object",
    "description": "Either `detail` and `code`, or a list of messages for each field that is wrong.",
    "properties": {
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "request_id": {"type": "string", "description": "Finds a failure of the server in its log."},
    },
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}


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
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for methods in result["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = {"description": "An error.", "content": content}
    return result
