from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False  # an index that is built while people write

    dependencies = [
        ("tickets", "0007_comment"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="ticket",
            index=GinIndex(
                SearchVector("title", "description", config="simple"),
                name="ticket_words",
                gin_pending_list_limit=256,
            ),
        ),
    ]
