from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index that is built while people write

    dependencies = [("tickets", "0019_demo")]

    operations = [
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index("id", condition=models.Q(("demo", True)), name="ticket_demo"),
        ),
    ]
