"""Tickets of people without an account, each of whom has a secret link to see what became of theirs.

The link is all that there is: a hash of it is kept, and it leads to one ticket, without the team's notes.
"""

from accounts.kept_hashed import hash_of, new_secret
from tickets.models import FollowLink, Ticket


class NoSuchLink(Exception):
    """It is unknown, or its ticket was removed: nobody is told which."""


def make_link(ticket: Ticket) -> str:
    """The secret of another link to a ticket: it is told now and never again."""
    secret = new_secret()
    FollowLink.objects.create(ticket=ticket, secret_hash=hash_of(secret))
    return secret


def followed(secret: str) -> Ticket:
    """The ticket that a link leads to. Raises NoSuchLink."""
    try:
        return FollowLink.objects.select_related("ticket").get(secret_hash=hash_of(secret)).ticket
    except FollowLink.DoesNotExist:
        raise NoSuchLink from None
