import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0016_ticket_import"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("days", models.PositiveIntegerField(help_text="How long closed tickets were kept then.")),
                ("removed", models.PositiveIntegerField(db_default=0)),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
    ]
