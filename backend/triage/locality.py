"""Whether ticket text stays on this host or its private networks, judged without asking any name server."""

import ipaddress
from urllib.parse import urlsplit

PRIVATE_SUFFIXES = (".local", ".lan", ".internal", ".home.arpa", ".localhost")


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def stays_on_private_network(url: str) -> bool:
    """True for loopback and private addresses, names without a dot (a Compose service), private suffixes.

    A public-looking name counts as outside even if it should resolve to a private address: what it
    resolves to tomorrow is somebody else's decision.
    """
    host = host_of(url)
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return bool(host) and ("." not in host or host.endswith(PRIVATE_SUFFIXES))
    return ip.is_loopback or ip.is_private or ip.is_link_local


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach what listens on an address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_cloud_model(name: str) -> bool:
    """Whether Ollama passes what such a model is asked on to its maker's servers, whatever its address."""
    return name.lower().endswith((":cloud", "-cloud"))
