"""The language in which this answers: the one of `LANGUAGES` that the client prefers, else English."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_noop as _

# Django REST framework says these. Its own German is for programmers and says "du": our catalogue goes first.
SAID_BETTER = (
    _("A valid integer is required."),
    _("Date has wrong format. Use one of these formats instead: {format}."),
    _("Ensure this field has at least {min_length} elements."),
    _("Ensure this field has no more than {max_length} characters."),
    _("Ensure this field has no more than {max_length} elements."),
    _("Ensure this value is greater than or equal to {min_value}."),
    _("Ensure this value is less than or equal to {max_value}."),
    _("Invalid data. Expected a dictionary, but got {datatype}."),
    _("Not a valid string."),
    _("Not found."),
    _("This field is required."),
    _("This field may not be blank."),
    _("This field may not be null."),
)


def spoken_to(request: HttpRequest) -> translation.override:
    """A context in which sentences are in the client's language."""
    return translation.override(translation.get_language_from_request(request))


def declare(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say which language an answer of the API is in, and that another client may be given another one."""
    if request.path.startswith("/api/"):
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", translation.get_language() or "")
    return response
