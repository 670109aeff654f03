"""What the statistics look like from outside: `totals` and `trends` say what the figures mean."""

from typing import Any

from rest_framework import serializers

from tickets.period_serializers import STEP_CHOICES


class PriorityBreakdownSerializer(serializers.Serializer[Any]):
    low = serializers.IntegerField()
    medium = serializers.IntegerField()
    high = serializers.IntegerField()
    critical = serializers.IntegerField()


class CategoryBreakdownSerializer(serializers.Serializer[Any]):
    billing = serializers.IntegerField()
    technical = serializers.IntegerField()
    account = serializers.IntegerField()
    general = serializers.IntegerField()


class StatsSerializer(serializers.Serializer[Any]):
    total_tickets = serializers.IntegerField()
    open_tickets = serializers.IntegerField()
    avg_tickets_per_day = serializers.FloatField()
    priority_breakdown = PriorityBreakdownSerializer()
    category_breakdown = CategoryBreakdownSerializer()


class TimeToResolveSerializer(serializers.Serializer[Any]):
    tickets = serializers.IntegerField(help_text="Tickets that were resolved and not reopened since.")
    median_seconds = serializers.IntegerField(allow_null=True, help_text="Null without such tickets.")
    p90_seconds = serializers.IntegerField(
        allow_null=True, help_text="Nine of ten were resolved within this time. Null without such tickets."
    )


class SpanSerializer(serializers.Serializer[Any]):
    """A day, or the days of a week that lie in the period."""

    since = serializers.DateField()
    until = serializers.DateField(help_text="The last day, itself included.")
    created = serializers.IntegerField()
    resolved = serializers.IntegerField(help_text="Changes of status to resolved or closed.")
    reopened = serializers.IntegerField(help_text="Changes of status back to open or in progress.")
    backlog = serializers.IntegerField(
        help_text="Tickets neither resolved nor closed at the end of the last day."
    )
    time_to_resolve = TimeToResolveSerializer()


class LabelsSerializer(serializers.Serializer[Any]):
    """For each category, the tickets of each priority."""

    billing = PriorityBreakdownSerializer()
    technical = PriorityBreakdownSerializer()
    account = PriorityBreakdownSerializer()
    general = PriorityBreakdownSerializer()


class AgeSerializer(serializers.Serializer[Any]):
    min_days = serializers.IntegerField(help_text="Filed at least so many calendar days ago.")
    max_days = serializers.IntegerField(allow_null=True, help_text="And at most so many; null: any number.")
    tickets = serializers.IntegerField()


class TrendsSerializer(serializers.Serializer[Any]):
    since = serializers.DateField(help_text="The first day, in the configured time zone.")
    until = serializers.DateField(help_text="The last day, itself included.")
    today = serializers.DateField(help_text="The server's today.")
    step = serializers.ChoiceField(STEP_CHOICES, help_text="What each entry of `over_time` is.")
    over_time = SpanSerializer(many=True, help_text="Every day or week of the period, oldest first.")
    labels = LabelsSerializer(help_text="Tickets filed in the period.")
    time_to_resolve = TimeToResolveSerializer(help_text="Of the whole period.")
    age = AgeSerializer(many=True, help_text="Tickets neither resolved nor closed now, the youngest first.")
