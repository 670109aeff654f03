"""Clients that begin to send something and stop: Caddy's matter, before anybody else is asked."""

import socket
from urllib.parse import urlsplit

from compose_test.telling import check

HEAD = (
    "POST /api/tickets/ HTTP/1.1\r\nHost: localhost\r\n"
    "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n"
)
# Twice as long as there is for a body.
SECONDS = 60


def a_body_begins(site):
    """A connection on which a part of one was sent."""
    place = urlsplit(site.base)
    link = socket.create_connection((place.hostname, place.port), timeout=SECONDS)
    link.sendall(f"{HEAD}{{".encode())
    return link


def a_body_that_does_not_come_is_refused(link):
    """And not taken for done, as by an answer without an error."""
    told = b""
    with link:
        while piece := link.recv(4096):
            told += piece
    head, _, body = told.decode().partition("\r\n\r\n")
    check(" 408 " in head.splitlines()[0], "a body that does not come within 30 seconds is a 408")
    check('"code": "timeout"' in body, "in JSON")
