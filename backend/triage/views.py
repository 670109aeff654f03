"""The suggestion API, asynchronous: a browser that goes away cancels the call to the model."""

from http import HTTPStatus

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.asynchronous import AsyncAPIView
from tickets.period_serializers import PeriodSerializer, period_in
from triage import tracing
from triage.database import in_database
from triage.engine import SuggestionUnavailable, engine
from triage.quality import suggestion_quality
from triage.quality_serializers import QualitySerializer
from triage.serializers import ClassifyRequestSerializer, SuggestionSerializer, TriageStatusSerializer
from triage.status import triage_status

# Shared by all calls: making its fields takes several times as long as using them.
SUGGESTION = SuggestionSerializer()


class Classify(AsyncAPIView):
    @extend_schema(
        operation_id="tickets_classify", request=ClassifyRequestSerializer, responses=SuggestionSerializer
    )
    async def post(self, request: Request) -> Response:
        """Suggest category and priority for a text. Nothing is stored."""
        question = ClassifyRequestSerializer(data=request.data)
        question.is_valid(raise_exception=True)
        try:
            outcome = await engine().suggest(**question.validated_data, within=settings.LLM_TIMEOUT)
        except SuggestionUnavailable as error:
            return unavailable(error)
        return Response(SUGGESTION.to_representation(outcome))


class TriageStatus(AsyncAPIView):
    @extend_schema(operation_id="triage_status", responses=TriageStatusSerializer)
    async def get(self, request: Request) -> Response:
        """Which engine suggests, in what state it is, and where ticket text goes."""
        return Response(TriageStatusSerializer(await triage_status(engine())).data)


class TriageQuality(AsyncAPIView):
    @extend_schema(operation_id="triage_quality", parameters=[PeriodSerializer], responses=QualitySerializer)
    async def get(self, request: Request) -> Response:
        """What people made of recent suggestions: how many they accepted, and which they corrected."""
        quality = await in_database(suggestion_quality, period_in(request.query_params))
        return Response(QualitySerializer(quality).data)


def unavailable(error: SuggestionUnavailable) -> Response:
    body = {
        "detail": _(
            "The language model gives no suggestion now. Please choose category and priority yourself."
        ),
        "code": "suggestion_unavailable",
        "fallback_reason": error.reason,
        "request_id": tracing.current(),
    }
    return Response(body, status=HTTPStatus.SERVICE_UNAVAILABLE)
