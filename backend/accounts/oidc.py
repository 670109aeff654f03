"""Single sign-on by OpenID Connect: the issuer is asked who somebody is, and believed what it has signed.

django-allauth makes the proof key (PKCE), asks for tokens and keeps whom they name. It checks no nonce and,
of a token that it fetched itself, no signature: both are done here, by PyJWT.
"""

import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.http import HttpRequest

SCOPE = ("openid", "profile", "email")
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512", "EdDSA")
MUST_SAY = ("iss", "sub", "aud", "exp", "iat", "nonce")
SECONDS = 5
CLOCKS_DIFFER = 60


class IssuerFailed(Exception):
    """It cannot be reached, or what it answers makes no sense."""


class NotBelieved(Exception):
    """What came back is not what was asked for, or not from whom it says."""


@dataclass(frozen=True)
class Attempt:
    """What the browser that asks keeps until it is back. person: who connects their account, or None."""

    state: str
    nonce: str
    verifier: str
    back: str
    person: int | None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def begin(back: str, person: int | None) -> tuple[str, Attempt]:
    """Where the browser has to go, and what it needs when it is back at `back`. Raises IssuerFailed."""
    issuer, proof = discover(), generate_code_challenge()
    attempt = Attempt(secrets.token_urlsafe(), secrets.token_urlsafe(), proof["code_verifier"], back, person)
    asked = {
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back,
        "response_type": "code",
        "scope": " ".join(SCOPE),
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": proof["code_challenge"].decode(),
        "code_challenge_method": proof["code_challenge_method"],
    }
    address = issuer["authorization_endpoint"]
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}", attempt


def finish(request: HttpRequest, attempt: Attempt, code: str) -> dict[str, Any]:
    """What the issuer's signed token says about who is there. Raises IssuerFailed and NotBelieved."""
    issuer = discover()
    client = OAuth2Client(
        request,
        settings.OIDC_CLIENT_ID,
        settings.OIDC_CLIENT_SECRET,
        "POST",
        issuer["token_endpoint"],
        attempt.back,
        basic_auth=wants_basic(issuer),
    )
    try:
        token = client.get_access_token(code, pkce_code_verifier=attempt.verifier).get("id_token")
    except (OAuth2Error, requests.RequestException, LookupError, ValueError):
        # The message would quote the answer, tokens and all.
        raise NotBelieved from None
    return verified(token, issuer, attempt.nonce)


def verified(token: Any, issuer: dict[str, Any], nonce: str) -> dict[str, Any]:
    """The claims of a token that the issuer signed, for us, just now, and for this attempt."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            signing_key(issuer, jwt.get_unverified_header(token)),
            algorithms=ALGORITHMS,
            audience=settings.OIDC_CLIENT_ID,
            issuer=issuer["issuer"],
            leeway=CLOCKS_DIFFER,
            options={"require": list(MUST_SAY)},
        )
    except (jwt.PyJWTError, TypeError, ValueError):
        raise NotBelieved from None
    for_another = claims.get("azp", settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID
    if for_another or not secrets.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise NotBelieved
    return claims


def signing_key(issuer: dict[str, Any], header: dict[str, Any]) -> Any:
    """The one that the token names; the only one where it names none."""
    keys = jwt.PyJWKSet.from_dict(fetch(issuer["jwks_uri"])).keys
    named = [key for key in keys if key.key_id == header["kid"]] if "kid" in header else keys
    if len(named) != 1:
        raise NotBelieved
    return named[0]


def discover() -> dict[str, Any]:
    """What the issuer says of itself. Raises IssuerFailed."""
    found = fetch(f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration")
    secure = urlsplit(settings.OIDC_ISSUER).scheme
    endpoints = [str(found.get(name)) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    is_itself = str(found.get("issuer")).rstrip("/") == settings.OIDC_ISSUER.rstrip("/")
    if not is_itself or any(urlsplit(endpoint).scheme != secure for endpoint in endpoints):
        raise IssuerFailed
    return found


def fetch(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=SECONDS)
        answer.raise_for_status()
        found = answer.json()
    except requests.RequestException:
        raise IssuerFailed from None
    if not isinstance(found, dict):
        raise IssuerFailed
    return found


def wants_basic(issuer: dict[str, Any]) -> bool:
    """How the secret is sent: as is usual, unless the issuer takes it in another way only."""
    return "client_secret_basic" in issuer.get(
        "token_endpoint_auth_methods_supported", ["client_secret_basic"]
    )
