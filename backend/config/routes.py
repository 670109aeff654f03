"""Which address of ours a request is for, also where it is refused before Django has looked."""

from contextlib import suppress

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve


def route_of(request: HttpRequest) -> ResolverMatch | None:
    """None where it leads nowhere. Looked up once, and kept where Django itself puts it."""
    if request.resolver_match is None:
        with suppress(Resolver404):
            request.resolver_match = resolve(request.path_info)
    return request.resolver_match
