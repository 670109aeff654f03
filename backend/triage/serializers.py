"""What goes in and out of the suggestion API."""

from typing import Any

from rest_framework import serializers

from tickets.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Category, Priority, SuggestionSource
from triage.providers.base import FallbackReason, ModelState

FALLBACKS = [("builtin", "builtin"), ("off", "off")]
FALLBACK_REASONS = [(reason.value, reason.value) for reason in FallbackReason]
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
    error = serializers.CharField(allow_blank=True)


class TriageStatusSerializer(serializers.Serializer[Any]):
    provider = serializers.CharField()
    engine = serializers.ChoiceField(SuggestionSource.choices, help_text="Who would answer now.")
    model = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(MODEL_STATES)
    download = DownloadSerializer(allow_null=True)
    local = serializers.BooleanField()
    destination = serializers.CharField(allow_blank=True, help_text="Where text goes when it is not `local`.")
    server_version = serializers.CharField(allow_blank=True, help_text="Of the model's server, if it tells.")
    parameters = serializers.CharField(allow_blank=True, help_text="How large the model is, like `4.0B`.")
    quantization = serializers.CharField(allow_blank=True, help_text="How it is stored, like `Q4_K_M`.")
    gpu_share = serializers.FloatField(
        allow_null=True, help_text="How much of the loaded model lies on a GPU, 0 to 1; null if nobody tells."
    )
    fallback = serializers.ChoiceField(FALLBACKS)
    detail = serializers.CharField(help_text="One sentence for people.")
