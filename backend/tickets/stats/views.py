"""The statistics: totals of all tickets, and how the work of a period went."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tickets.period_serializers import PeriodSerializer, period_in
from tickets.stats.serializers import StatsSerializer, TrendsSerializer
from tickets.stats.totals import Stats, ticket_stats
from tickets.stats.trends import ticket_trends


class TicketStats(APIView):
    @extend_schema(operation_id="tickets_stats", responses=StatsSerializer)
    def get(self, request: Request) -> Response:
        stats: Stats = ticket_stats()
        return Response(stats)


class TicketTrends(APIView):
    @extend_schema(operation_id="tickets_trends", parameters=[PeriodSerializer], responses=TrendsSerializer)
    def get(self, request: Request) -> Response:
        """What came in, what was resolved and what is left, by day or, of more than a month, by week."""
        trends = ticket_trends(period_in(request.query_params), timezone.localdate())
        return Response(TrendsSerializer(trends).data)
