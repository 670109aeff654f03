"""Somebody who logs in to a product that was just started, as a browser would."""

from __future__ import annotations

import http.client
import json
import re
import secrets
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from native.e2e import Served
from native.failure import Failure


class Visitor:
    """Keeps cookies, and sends what is needed against forged calls."""

    def __init__(self, address: str) -> None:
        self._place = urlsplit(address).netloc
        self._cookies: dict[str, str] = {}

    @property
    def headers(self) -> dict[str, str]:
        """What makes other programs the same visitor."""
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {"Cookie": cookies, "X-CSRFToken": self._cookies.get("csrftoken", "")}

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The JSON that is answered. Raises Failure for an error."""
        connection = http.client.HTTPConnection(self._place, timeout=30)
        try:
            headers = {**self.headers, "Content-Type": "application/json"}
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            told = answer.read().decode()
        finally:
            connection.close()
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            raise Failure(f"{method} {path} was answered with {answer.status}.", output=told)
        for line in answer.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return json.loads(told)


def first_administrator(served: Served) -> Visitor:
    """Who has used the link that a first start tells."""
    link = re.search(r"/welcome#(\S+)", served.invitation)
    if not link:
        raise Failure("The first start told no link to make an administrator.", output=served.invitation)
    visitor = Visitor(served.address)
    visitor.ask("GET", "/api/session/")
    account = {"username": "ada", "name": "Ada", "password": secrets.token_urlsafe()}
    visitor.ask("POST", "/api/invitations/join/", {"token": link[1], **account})
    return visitor
