"""Security headers for what Django serves itself. In Compose Caddy sets the same ones for the interface."""

from django.http import HttpRequest, HttpResponse

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def secure(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/api/"):
        # Ticket text belongs in no browser's cache on a disk.
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure():
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    for cookie in response.cookies.values():
        cookie["secure"] = reached_by_https(request)
    return response


def reached_by_https(request: HttpRequest) -> bool:
    """Also where a proxy ends HTTPS and does not tell: with unsafe calls browsers say where they are."""
    return request.is_secure() or request.headers.get("Origin", "").startswith("https://")
