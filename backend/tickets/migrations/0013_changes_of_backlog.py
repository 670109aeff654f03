from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # indexes that are built while people write

    dependencies = [
        ("tickets", "0012_labels_in_order"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="ticketchange",
            index=models.Index(
                models.F("at"),
                models.F("ticket"),
                models.F("id"),
                condition=models.Q(
                    ("field", "status"),
                    ("new__in", ("resolved", "closed")),
                    ("old__in", ("open", "in_progress")),
                ),
                name="change_that_resolved",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticketchange",
            index=models.Index(
                models.F("ticket"),
                models.F("id"),
                models.F("at"),
                condition=models.Q(
                    ("field", "status"),
                    ("new__in", ("open", "in_progress")),
                    ("old__in", ("resolved", "closed")),
                ),
                name="change_that_reopened_at",
            ),
        ),
        RemoveIndexConcurrently(model_name="ticketchange", name="change_of_status"),
        RemoveIndexConcurrently(model_name="ticketchange", name="change_that_reopened"),
    ]
