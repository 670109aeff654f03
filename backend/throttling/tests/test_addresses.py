"""Whose request it is: nobody may choose that for themselves."""

from ipaddress import ip_network

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from throttling.addresses import address_of, network_of


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("127.0.0.1", "", "127.0.0.1"),
        # Nobody stands in front of what listens on this machine: it is the client that says so.
        ("127.0.0.1", "203.0.113.7", "127.0.0.1"),
        ("::1", "203.0.113.7", "::1"),
        ("172.18.0.2", "203.0.113.7", "203.0.113.7"),
        # What a client says of itself stands before what Caddy says of it.
        ("172.18.0.2", "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("172.18.0.2", "2001:db8::7", "2001:db8::7"),
        ("172.18.0.2", "", "172.18.0.2"),
        ("172.18.0.2", "nonsense", "172.18.0.2"),
        ("", "", ""),
    ],
)
def test_is_what_the_last_trusted_one_says(peer: str, told: str, address: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told)
    assert address_of(request) == address


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("203.0.113.7, 10.0.0.5", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7, 10.0.0.5, 10.0.0.6", "203.0.113.7"),
        # One of the proxy's own network asked.
        ("10.0.0.7", "10.0.0.7"),
        ("203.0.113.7", "203.0.113.7"),
    ],
)
def test_is_what_a_proxy_of_ones_own_says_where_that_is_trusted(
    told: str, address: str, settings: Settings
) -> None:
    settings.HUSHDESK_TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    request = RequestFactory().get("/", REMOTE_ADDR="172.18.0.2", HTTP_X_FORWARDED_FOR=told)
    assert address_of(request) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
    ],
)
def test_a_household_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network
