from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index that is built while people write

    dependencies = [
        ("tickets", "0005_what_waits_for_an_engine"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                models.OrderBy(models.F("updated_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="ticket_last_changed",
            ),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(
                models.OrderBy(
                    models.Case(
                        models.When(priority="low", then=models.Value(0)),
                        models.When(priority="medium", then=models.Value(1)),
                        models.When(priority="high", then=models.Value(2)),
                        models.When(priority="critical", then=models.Value(3)),
                    ),
                    descending=True,
                ),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="ticket_most_urgent",
            ),
        ),
    ]
