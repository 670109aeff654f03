"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

# What one household or one office has of IPv6: within it anybody may take another address for every call.
NETWORK_BITS = 64


def origin_of(request: HttpRequest) -> str:
    """By what those are counted who ask for too much, or guess passwords."""
    return network_of(address_of(request))


def address_of(request: HttpRequest) -> str:
    """Whose request it is. What a proxy says of that counts where one is in front, as Caddy in Compose.

    Caddy says last who asked it. That may be one more proxy, which is trusted to have said the same before.
    What a client says of itself stands before all that, and is never looked at.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if is_this_machine(peer):
        return peer
    told = [address.strip() for address in request.headers.get("X-Forwarded-For", "").split(",")]
    while len(told) > 1 and is_trusted(told[-1]):
        told.pop()
    return told[-1] if is_address(told[-1]) else peer


def is_trusted(told: str) -> bool:
    return is_address(told) and any(
        ip_address(told) in network for network in settings.HUSHDESK_TRUSTED_PROXIES
    )


def network_of(address: str) -> str:
    """An IPv4 address, or the network that an IPv6 one is in."""
    parsed = ip_address(address) if is_address(address) else None
    if not isinstance(parsed, IPv6Address):
        return address
    if mapped := parsed.ipv4_mapped:
        return str(mapped)
    return str(IPv6Address(int(parsed) >> (128 - NETWORK_BITS) << (128 - NETWORK_BITS)))


def is_this_machine(peer: str) -> bool:
    return is_address(peer) and ip_address(peer).is_loopback


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
