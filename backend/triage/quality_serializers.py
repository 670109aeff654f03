"""What goes in and out of the figures on suggestions: see `quality` for what they mean."""

from typing import Any

from rest_framework import serializers

from tickets.models import SuggestionSource
from tickets.period_serializers import STEP_CHOICES
from tickets.stats.serializers import CategoryBreakdownSerializer, PriorityBreakdownSerializer
from triage.quality import Outcomes


class OutcomesSerializer(serializers.Serializer[Any]):
    accepted = serializers.IntegerField(help_text="A person set the label, as suggested.")
    overridden = serializers.IntegerField(help_text="A person set the label, to another one.")
    unconfirmed = serializers.IntegerField(help_text="Nobody set the label: the suggestion stands.")
    override_rate = serializers.SerializerMethodField()

    def get_override_rate(self, outcomes: Outcomes) -> float | None:
        """Overridden among those that a person set, from 0 to 1; null when nobody set any."""
        confirmed = outcomes["accepted"] + outcomes["overridden"]
        return outcomes["overridden"] / confirmed if confirmed else None


class ChosenCategoriesSerializer(serializers.Serializer[Any]):
    """For each suggested category, how many people left or made it each."""

    billing = CategoryBreakdownSerializer()
    technical = CategoryBreakdownSerializer()
    account = CategoryBreakdownSerializer()
    general = CategoryBreakdownSerializer()


class ChosenPrioritiesSerializer(serializers.Serializer[Any]):
    """For each suggested priority, how many people left or made it each."""

    low = PriorityBreakdownSerializer()
    medium = PriorityBreakdownSerializer()
    high = PriorityBreakdownSerializer()
    critical = PriorityBreakdownSerializer()


class CategoryQualitySerializer(OutcomesSerializer):
    unsure = OutcomesSerializer(help_text="Those whose suggestion was marked unsure.")
    chosen = ChosenCategoriesSerializer()


class PriorityQualitySerializer(OutcomesSerializer):
    unsure = OutcomesSerializer(help_text="Those whose suggestion was marked unsure.")
    chosen = ChosenPrioritiesSerializer()


class ModelQualitySerializer(serializers.Serializer[Any]):
    source = serializers.ChoiceField(  # type: ignore[assignment]  # DRF's own fields have a `source` too
        SuggestionSource.choices
    )
    model = serializers.CharField(allow_blank=True)
    suggestions = serializers.IntegerField()
    category = OutcomesSerializer()
    priority = OutcomesSerializer()
    latency_p50_ms = serializers.FloatField(
        allow_null=True, help_text="Milliseconds; null when none is known."
    )
    latency_p95_ms = serializers.FloatField(
        allow_null=True, help_text="Milliseconds; null when none is known."
    )


class BucketSerializer(serializers.Serializer[Any]):
    start = serializers.DateField(help_text="The day, or the Monday of the week.")
    category = OutcomesSerializer()
    priority = OutcomesSerializer()


class QualitySerializer(serializers.Serializer[Any]):
    since = serializers.DateField(help_text="The first day, in the configured time zone.")
    until = serializers.DateField(help_text="The last day, itself included.")
    suggestions = serializers.IntegerField()
    category = CategoryQualitySerializer()
    priority = PriorityQualitySerializer()
    models = ModelQualitySerializer(many=True, help_text="The busiest first.")
    step = serializers.ChoiceField(STEP_CHOICES, help_text="How long each bucket of `over_time` is.")
    over_time = BucketSerializer(many=True, help_text="Every day or week of the period, oldest first.")
