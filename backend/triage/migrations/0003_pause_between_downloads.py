import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0002_give_up_and_queue_in_bulk"),
    ]

    operations = [
        # The column stays until no process of the version before can be running any more.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name="modeldownload", name="updated_at")]
        ),
        migrations.AddField(
            model_name="modeldownload",
            name="due_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(),
                help_text="Whoever fetches it moves this on all the time.",
            ),
        ),
        migrations.AddField(
            model_name="modeldownload",
            name="failures",
            field=models.PositiveIntegerField(db_default=0, help_text="In a row, without getting on."),
        ),
    ]
