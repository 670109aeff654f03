"""Hushdesk as a browser sees it."""

import contextlib
import json
import urllib.error
import urllib.request

from compose_test.telling import Failure


class Site:
    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}"

    def ask(self, method, path, body=None, seconds=30, headers=None):
        """Status, headers and text."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, {"Content-Type": "application/json"} | (headers or {}), method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=seconds) as response:
                return response.status, response.headers, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read().decode()

    def json(self, method, path, body=None, status=200):
        found, _, text = self.ask(method, path, body)
        if found != status:
            raise Failure(f"{method} {path}: {found} instead of {status}: {text[:500]}")
        return json.loads(text)

    def answers(self):
        with contextlib.suppress(OSError):
            return self.ask("GET", "/readyz")[0] == 200
        return False
