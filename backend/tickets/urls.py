from django.urls import path, register_converter

from accounts.addresses import RowNumber
from tickets.bulk.views import TicketBulkChange, TicketBulkUndo
from tickets.demo_views import DemoTickets
from tickets.events.views import TicketEvents
from tickets.export_views import TicketExport
from tickets.imports.views import ImportCommit, ImportDetail, ImportList, ImportRows
from tickets.listing.saved_views import SavedViewDetail, SavedViewList
from tickets.stats.views import TicketStats, TicketTrends
from tickets.views import SimilarTickets, TicketComments, TicketCount, TicketDetail, TicketList

register_converter(RowNumber, "ticket_number")

urlpatterns = [
    path("", TicketList.as_view(), name="ticket-list"),
    path("count/", TicketCount.as_view(), name="ticket-count"),
    path("events/", TicketEvents.as_view(), name="ticket-events"),
    path("export/", TicketExport.as_view(), name="ticket-export"),
    path("import/", ImportList.as_view(), name="import-list"),
    path("import/<uuid:import_id>/", ImportDetail.as_view(), name="import-detail"),
    path("import/<uuid:import_id>/rows/", ImportRows.as_view(), name="import-rows"),
    path("import/<uuid:import_id>/commit/", ImportCommit.as_view(), name="import-commit"),
    path("similar/", SimilarTickets.as_view(), name="ticket-similar"),
    path("demo/", DemoTickets.as_view(), name="ticket-demo"),
    path("bulk/", TicketBulkChange.as_view(), name="ticket-bulk-change"),
    path("bulk/<uuid:change_id>/undo/", TicketBulkUndo.as_view(), name="ticket-bulk-undo"),
    path("views/", SavedViewList.as_view(), name="saved-view-list"),
    path("views/<ticket_number:pk>/", SavedViewDetail.as_view(), name="saved-view-detail"),
    path("stats/", TicketStats.as_view(), name="ticket-stats"),
    path("trends/", TicketTrends.as_view(), name="ticket-trends"),
    path("<ticket_number:ticket_id>/", TicketDetail.as_view(), name="ticket-detail"),
    path("<ticket_number:ticket_id>/comments/", TicketComments.as_view(), name="ticket-comments"),
]
