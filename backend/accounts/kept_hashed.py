"""Random secrets of which only a hash is kept: who reads the database cannot use them.

Nobody guesses one of 256 bits, so a fast hash does, and finding one takes the same work whether it is right.
"""

import secrets
from hashlib import sha256

SECRET_BYTES = 32
HASH_LENGTH = 64


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
