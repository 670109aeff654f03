from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "triage"

    def ready(self) -> None:
        from tickets.signals import tickets_imported
        from triage.background.retriage import queue_imported

        tickets_imported.connect(queue_imported)
