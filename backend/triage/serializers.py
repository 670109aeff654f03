"""What goes in and out of the suggestion API."""

from typing import Any

from rest_framework import serializers

from tickets.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Category, Priority, SuggestionSource
from triage.background import downloads
from triage.models import ModelDownload
from triage.protection import BreakerState
from triage.providers.base import FallbackReason, ModelState

FALLBACKS = [("builtin", "builtin"), ("off", "off")]
FALLBACK_REASONS = [(reason.value, reason.value) for reason in FallbackReason]
BREAKER_STATES = [(state.value, state.value) for state in BreakerState]
MODEL_STATES = [(state.value, state.value) for state in ModelState]


class ClassifyRequestSerializer(serializers.Serializer[Any]):
    description = serializers.CharField(max_length=DESCRIPTION_LENGTH)
    title = serializers.CharField(max_length=TITLE_LENGTH, allow_blank=True, default="")


class LabelConfidenceSerializer(serializers.Serializer[Any]):
    """From 0 to 1 for each label, or null where the engine cannot tell."""

    category = serializers.FloatField(allow_null=True, source="category_confidence")
    priority = serializers.FloatField(allow_null=True, source="priority_confidence")


class LabelUnsureSerializer(serializers.Serializer[Any]):
    """Which of the two labels is more of a question than an answer."""

    category = serializers.BooleanField(source="category_unsure")
    priority = serializers.BooleanField(source="priority_unsure")


class SuggestionSerializer(serializers.Serializer[Any]):
    """An `engine.Outcome`."""

    suggested_category = serializers.ChoiceField(Category.choices, source="suggestion.category")
    suggested_priority = serializers.ChoiceField(Priority.choices, source="suggestion.priority")
    confidence = LabelConfidenceSerializer(source="suggestion")
    unsure = LabelUnsureSerializer(source="suggestion")
    source = serializers.ChoiceField(  # type: ignore[assignment]  # DRF's own fields have a `source` too
        SuggestionSource.choices, source="suggestion.source"
    )
    model = serializers.CharField(source="suggestion.model")
    prompt_version = serializers.CharField(source="suggestion.prompt_version")
    local = serializers.BooleanField(help_text="The text stayed on this server or its private network.")
    latency_ms = serializers.IntegerField()
    fallback_reason = serializers.ChoiceField(
        FALLBACK_REASONS, allow_null=True, help_text="Why the model did not answer, where it was to."
    )


class DownloadSerializer(serializers.Serializer[Any]):
    completed = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True)
    error = serializers.SerializerMethodField(help_text="Why the last try failed, for people; or empty.")

    def get_error(self, download: ModelDownload) -> str:
        return downloads.why(download)


class BreakerSerializer(serializers.Serializer[Any]):
    """A `protection.Breaker`: a model that keeps failing is left alone for a while."""

    state = serializers.ChoiceField(BREAKER_STATES)
    retry_in = serializers.IntegerField(help_text="Seconds until the model is tried again, while `open`.")


class QueueSerializer(serializers.Serializer[Any]):
    """Who asks the model: people through the process that answers this, and the worker."""

    in_flight = serializers.IntegerField(source="protection.room.in_flight")
    waiting = serializers.IntegerField(source="protection.room.waiting")
    background = serializers.IntegerField(
        source="stored.backlog",
        allow_null=True,
        help_text="Tickets that wait for labels, counted up to 1000; null where the database is away.",
    )
    given_up = serializers.IntegerField(
        source="stored.given_up",
        allow_null=True,
        help_text="Tickets at which the model failed too often; `manage.py retriage --given-up` queues them.",
    )


class LastErrorSerializer(serializers.Serializer[Any]):
    """A `protection.Failure`: never what the model or its server said."""

    reason = serializers.ChoiceField(FALLBACK_REASONS)
    at = serializers.DateTimeField()


class TriageStatusSerializer(serializers.Serializer[Any]):
    """A `status.Status`."""

    provider = serializers.CharField()
    engine = serializers.ChoiceField(SuggestionSource.choices, help_text="Who would answer now.")
    model = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(MODEL_STATES, source="report.state")
    server_version = serializers.CharField(
        source="report.server_version", allow_blank=True, help_text="Of the model's server, if it tells."
    )
    parameters = serializers.CharField(
        source="report.parameters", allow_blank=True, help_text="How large the model is, like `4.0B`."
    )
    quantization = serializers.CharField(
        source="report.quantization", allow_blank=True, help_text="How it is stored, like `Q4_K_M`."
    )
    gpu_share = serializers.FloatField(
        source="report.gpu_share",
        allow_null=True,
        help_text="How much of the loaded model lies on a GPU, 0 to 1; null if nobody tells.",
    )
    breaker = BreakerSerializer(source="protection.breaker")
    queue = QueueSerializer(source="*")
    last_error = LastErrorSerializer(
        source="protection.last_failure", allow_null=True, help_text="Since this process was started."
    )
    download = DownloadSerializer(source="stored.download", allow_null=True)
    local = serializers.BooleanField()
    destination = serializers.CharField(allow_blank=True, help_text="Where text goes when it is not `local`.")
    fallback = serializers.ChoiceField(FALLBACKS)
    detail = serializers.CharField(help_text="One sentence for people.")
