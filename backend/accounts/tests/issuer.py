"""A small OpenID Connect issuer over HTTP, with real signatures, that does wrong what it is told to."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

CLIENT_ID, CLIENT_SECRET = "hushdesk", "between us"


class Issuer:
    """
    person: the claims about who logs in. wrong: claims of the token that are changed; None leaves one out.
    signed_by: another key than the one that is published.
    """

    def __init__(self) -> None:
        self.key = generate_private_key(65537, 2048)
        self.signed_by: RSAPrivateKey | None = None
        self.person: dict[str, Any] = {"sub": "248289761001"}
        self.wrong: dict[str, Any] = {}
        self.algorithm = "RS256"
        self.discovery: dict[str, Any] = {}
        self.address = ""
        self._asked: dict[str, str] = {}
        self._codes: dict[str, dict[str, str]] = {}

    def log_in(self, location: str) -> dict[str, str]:
        """What the browser brings back after somebody logged in there."""
        self._asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = f"code-{len(self._codes)}"
        self._codes[code] = self._asked
        return {"code": code, "state": self._asked["state"]}

    @property
    def asked(self) -> dict[str, str]:
        """By who came last."""
        return self._asked

    def answer(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        if path == "/.well-known/openid-configuration":
            return 200, self.describes_itself()
        if path == "/keys":
            public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
            return 200, {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}
        if path == "/token" and self.knows(form, authorization):
            return 200, {"access_token": "a", "token_type": "Bearer", "id_token": self.token(form["code"])}
        return 400, {"error": "invalid_grant"}

    def describes_itself(self) -> dict[str, Any]:
        endpoints = {name: f"{self.address}/{path}" for name, path in ENDPOINTS.items()}
        return {"issuer": self.address, **endpoints, **self.discovery}

    def knows(self, form: dict[str, str], authorization: str) -> bool:
        """As issuers do: the secret, the code, the address, and the proof for the challenge."""
        secret = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        asked = self._codes.get(form["code"], {})
        return (
            authorization == f"Basic {secret}"
            and form["redirect_uri"] == asked.get("redirect_uri")
            and base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked.get("code_challenge")
        )

    def token(self, code: str) -> str:
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 300, **self.person}
        claims |= {"nonce": self._codes[code]["nonce"]} | self.wrong
        said = {name: value for name, value in claims.items() if value is not None}
        key: Any = "" if self.algorithm == "none" else self.signed_by or self.key
        if self.algorithm == "HS256":
            key = "a shared secret that is long enough"
        return jwt.encode(said, key, self.algorithm, headers={"kid": "1"})


ENDPOINTS = {"authorization_endpoint": "log-in", "token_endpoint": "token", "jwks_uri": "keys"}


@contextmanager
def serving(issuer: Issuer) -> Iterator[Issuer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.reply({name: values[0] for name, values in parse_qs(body).items()})

        def reply(self, form: dict[str, str]) -> None:
            status, answer = issuer.answer(self.path, form, self.headers.get("Authorization", ""))
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    issuer.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
