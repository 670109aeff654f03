"""The period that a call asks for: so many days back, or from one day to another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from tickets.period import FIRST_DAY, MOST_DAYS, STEPS, Period, last_days

USUAL_DAYS = 30
STEP_CHOICES = [(step, step) for step in STEPS]
DAYS_ALLOWED = format_lazy(_("Choose a whole number of days from 1 to {most}."), most=MOST_DAYS)
BOUNDS = _("Choose a first day that is not after the last, and at most %(most)d days in all.")


class PeriodSerializer(serializers.Serializer[Any]):
    days = serializers.IntegerField(
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        help_text=f"So many days back, today included; {USUAL_DAYS} if no period is given.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_string_length"), DAYS_ALLOWED
        ),
    )
    since = serializers.DateField(
        required=False,
        validators=[MinValueValidator(FIRST_DAY)],
        help_text="The first day, in the server's time zone, instead of `days`.",
    )
    until = serializers.DateField(
        required=False, help_text="The last day, itself included; today if left out."
    )

    def validate_until(self, until: date) -> date:
        if until > timezone.localdate():
            raise serializers.ValidationError(_("The last day cannot be in the future."))
        return until

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Turn what was asked for into one value, `period`."""
        since, until = attrs.get("since"), attrs.get("until", timezone.localdate())
        if since is None:
            if "until" in attrs:
                raise serializers.ValidationError({"since": [_("Give the first day as well.")]})
            return {"period": last_days(attrs.get("days", USUAL_DAYS), until)}
        if "days" in attrs:
            raise serializers.ValidationError({"days": [_("Give either days, or since and until.")]})
        period = Period(since, until)
        if not 1 <= period.days <= MOST_DAYS:
            raise serializers.ValidationError({"since": [BOUNDS % {"most": MOST_DAYS}]})
        return {"period": period}


def period_in(query: Mapping[str, str]) -> Period:
    """The period that a query string asks for. Raises DRF's ValidationError."""
    asked = PeriodSerializer(data=query)
    asked.is_valid(raise_exception=True)
    period: Period = asked.validated_data["period"]
    return period
