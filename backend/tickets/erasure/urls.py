from django.urls import path

from tickets.erasure.views import PersonExport, PersonTraces

urlpatterns = [
    path("traces/", PersonTraces.as_view(), name="person-traces"),
    path("traces/export/", PersonExport.as_view(), name="person-export"),
]
