from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # indexes that are built while people write

    dependencies = [
        ("tickets", "0011_saved_view"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                models.F("category"),
                models.F("priority"),
                models.F("status"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="ticket_labels_newest",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                models.F("category"),
                models.F("priority"),
                models.F("status"),
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="ticket_labels_last_changed",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                models.F("status"),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    models.Q(("category_set_by_person", False), ("suggested_category_unsure", True)),
                    models.Q(("priority_set_by_person", False), ("suggested_priority_unsure", True)),
                    _connector="OR",
                ),
                name="ticket_unsure",
            ),
        ),
    ]
