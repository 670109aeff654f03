"""How allauth.mfa keeps second factors here: encrypted, so that a back-up alone makes no code."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import digest

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class Unreadable(Exception):
    """It was encrypted with another SECRET_KEY: nobody can check a code of it any more."""


class Adapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        """What an app on a phone lists it as."""
        return f"Hushdesk {settings.HUSHDESK_HOST}".strip()

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises Unreadable."""
        try:
            return cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise Unreadable from None


def cipher() -> Fernet:
    key = digest(settings.SECRET_KEY.encode(), b"accounts.second_factor", sha256)
    return Fernet(urlsafe_b64encode(key))
