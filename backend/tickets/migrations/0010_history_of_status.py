from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # indexes that are built while people write

    dependencies = [
        ("tickets", "0009_bulk_change"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="ticketchange",
            index=models.Index(
                models.F("at"), condition=models.Q(("field", "status")), name="change_of_status"
            ),
        ),
        AddIndexConcurrently(
            model_name="ticketchange",
            index=models.Index(
                models.F("ticket"),
                models.F("id"),
                condition=models.Q(
                    ("field", "status"),
                    ("new__in", ("open", "in_progress")),
                    ("old__in", ("resolved", "closed")),
                ),
                name="change_that_reopened",
            ),
        ),
    ]
