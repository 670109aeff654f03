"""Ollama's own client, and what it leaves out: late errors, Ollama's version, what a model can do."""

import re
from http import HTTPStatus
from typing import Any

import httpx
from ollama import AsyncClient, ResponseError

# Nothing older was tried: what it does with a schema, with thinking and with a long prompt is another matter.
OLDEST = "0.32.15"


class Client(AsyncClient):
    async def _request_raw(self, *args: Any, **kwargs: Any) -> httpx.Response:
        response: httpx.Response = await super()._request_raw(*args, **kwargs)  # type: ignore[no-untyped-call]
        # Ollama has said 200 by the time it finds out that it fails while it generates.
        match response.json():
            case {"error": str(error)}:
                raise ResponseError(error, HTTPStatus.INTERNAL_SERVER_ERROR)
        return response

    async def version(self) -> str:
        """Ollama's version; empty if what answers there has none to tell."""
        try:
            response = await self._request_raw("GET", "/api/version")
        except ResponseError:
            return ""
        match response.json():
            case {"version": str(version)}:
                return version
        return ""

    async def answers_at_once(self, model: str) -> bool:
        """Whether a model writes text and can be told not to think first; True where nothing tells."""
        try:
            response = await self._request_raw("POST", "/api/show", json={"model": model})
        except ResponseError:
            return True
        match response.json():
            case {"capabilities": [*capabilities]} if "completion" not in capabilities:
                return False
            case {"thinking": {"values": [_, *_] as values}}:
                return False in values
        return True


def is_too_old(version: str) -> bool:
    """False also where nobody can tell: of no version at all, and of 0.0.0, which is a build of one's own."""
    return (0, 0, 0) < numbers_of(version) < numbers_of(OLDEST)


def numbers_of(version: str) -> tuple[int, ...]:
    match = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    return tuple(int(number) for number in match.groups()) if match else (0, 0, 0)
