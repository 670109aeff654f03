from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "triage"

    def ready(self) -> None:
        from tickets.signals import tickets_imported, tickets_removed
        from triage.background.retriage import queue_imported
        from triage.learning import unlearn

        tickets_imported.connect(queue_imported)
        tickets_removed.connect(unlearn)
