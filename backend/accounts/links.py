"""The addresses of links that let people in, as the command line tells them."""

from django.conf import settings


def welcome(token: str) -> str:
    """The token is behind a #, which browsers send to no server: it is in no log on the way."""
    if settings.HUSHDESK_HOST:
        return f"https://{settings.HUSHDESK_HOST}/welcome#{token}"
    return f"http://localhost:{settings.HUSHDESK_PORT}/welcome#{token}"
