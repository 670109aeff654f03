"""Why a model could not be fetched: as a code with facts, told in the language of whoever asks."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    NO_ANSWER = "no_answer"
    DISK_FULL = "disk_full"
    TOO_LARGE = "too_large"
    NO_ROUTE = "no_route"
    NO_SUCH_MODEL = "no_such_model"
    OTHER = "other"


SENTENCES = {
    Reason.NO_ANSWER: _("Ollama, which is to fetch the model, does not answer at {url}."),
    Reason.DISK_FULL: _("The disk is full: {model} needs {needs}. Make room, or choose a smaller model."),
    Reason.TOO_LARGE: _(
        "{model} does not fit on the disk: {missing} are still to be fetched and {free} are free, of which "
        "{spared} must stay free. Make room, or choose a smaller model."
    ),
    Reason.NO_ROUTE: _("No route to the model registry: import a model by hand, see ollama/README.md."),
    Reason.NO_SUCH_MODEL: _("The model registry has no {model}. Check LLM_MODEL."),
    Reason.OTHER: _("Ollama could not fetch {model}: {words}"),
}
UNKNOWN_SIZE = _("The disk is full: there is no room for {model}. Make room, or choose a smaller model.")

# Numbers are bytes.
Facts = Mapping[str, str | int | None]


class DownloadFailed(Exception):
    """Why, as a sentence for people, and what to do; it names a model, never a ticket.

    problem: the same for `in_words`, as JSON can keep it.
    """

    def __init__(self, reason: Reason, **facts: str | int | None) -> None:
        super().__init__(in_words(reason, facts))
        self.problem = {"reason": reason.value, "facts": facts}


def in_words(reason: str, facts: Facts) -> str:
    said = SENTENCES[Reason(reason)]
    if reason == Reason.DISK_FULL and facts["needs"] is None:
        said = UNKNOWN_SIZE
    told = {name: size(fact) if isinstance(fact, int) else fact for name, fact in facts.items()}
    return str(said).format(**told)


def size(count: int) -> str:
    """Bytes as people say them, in powers of ten like the registry's own page."""
    if count >= 100_000_000:
        return f"{number_format(round(count / 1e9, 1), 1)} GB"
    return f"{number_format(round(count / 1e6), 0)} MB"
