"""How this installation is, in plain words, for whoever looks after it."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.checkup.examination import examine
from config.checkup.finding import Verdict

VERDICTS = [(verdict.value, verdict.value) for verdict in Verdict]


class FindingSerializer(serializers.Serializer[Any]):
    """A `checkup.Finding`."""

    title = serializers.CharField(help_text="What was looked at.")
    verdict = serializers.ChoiceField(VERDICTS)
    detail = serializers.CharField(help_text="What was found, in a sentence.")
    advice = serializers.CharField(allow_blank=True, help_text="What to do about it.")


class SystemSerializer(serializers.Serializer[Any]):
    version = serializers.CharField()
    findings = FindingSerializer(many=True, help_text="What is broken first, then what to look at.")


class System(APIView):
    @extend_schema(operation_id="system", responses=SystemSerializer)
    def get(self, request: Request) -> Response:
        """Whether this installation has what it needs, as `manage.py doctor` says it."""
        found = {"version": settings.VERSION, "findings": examine()}
        return Response(SystemSerializer(found).data)
