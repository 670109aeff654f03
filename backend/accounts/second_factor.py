"""A second factor at log-in: a code that an app on one's phone renews every 30 seconds (TOTP).

allauth.mfa keeps it and knows how codes are made, recovery codes included. That a code works once is seen to
here, in the database: allauth remembers used codes in a cache that each process has for itself.
"""

from dataclasses import dataclass

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import IntegrityError, transaction

from accounts.models import User

LAST_USED = "last_used_counter"


class WrongCode(Exception):
    """It is not the code of this moment, or it was used before."""


class AlreadyOn(Exception):
    """There is a second factor: it has to be switched off before there can be another one."""


@dataclass(frozen=True)
class Proposal:
    """
    secret: base 32, as it is typed into an app; uri: the same for apps that take addresses;
    qr_code: the same as a picture, an SVG document.
    """

    secret: str
    uri: str
    qr_code: str


def propose(user: User) -> Proposal:
    """A new second factor, not kept anywhere yet."""
    adapter, secret = get_adapter(), generate_totp_secret()
    uri = adapter.build_totp_url(user, secret)
    return Proposal(secret, uri, adapter.build_totp_svg(uri))


def is_on(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def switch_on(user: User, secret: str, code: str) -> list[str]:
    """Keep a proposed second factor whose code is right; the recovery codes, which nobody is shown again.

    Raises WrongCode and AlreadyOn.
    """
    try:
        with transaction.atomic():
            totp = TOTP.activate(user, secret).instance
            if not _takes(totp, code):
                raise WrongCode
            return list(RecoveryCodes.activate(user).generate_codes())
    except IntegrityError:
        raise AlreadyOn from None


@transaction.atomic
def accepts(user: User, code: str) -> bool:
    """Whether a code lets somebody in, who has used it up then. Raises Unreadable."""
    kept = Authenticator.objects.select_for_update().filter(user=user)
    return any(
        _takes(factor, code)
        if factor.type == Authenticator.Type.TOTP
        else RecoveryCodes(factor).validate_code(code)
        for factor in kept.order_by("-type")
    )


def switch_off(user: User) -> None:
    """Nothing where there is none."""
    Authenticator.objects.filter(user=user).delete()


def _takes(totp: Authenticator, code: str) -> bool:
    """Whether it is a code of this moment newer than the last one that was used; it is used now."""
    secret = decrypt(totp.data["secret"])
    for counter in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > totp.data.get(LAST_USED, -1) and compare_user_code(actual=code, expected=expected):
            totp.data[LAST_USED] = counter
            totp.save(update_fields=["data"])
            return True
    return False
