from django.urls import path

from triage.views import Classify, TriageQuality, TriageStatus

urlpatterns = [
    path("tickets/classify/", Classify.as_view(), name="classify"),
    path("triage/status/", TriageStatus.as_view(), name="triage-status"),
    path("triage/quality/", TriageQuality.as_view(), name="triage-quality"),
]
