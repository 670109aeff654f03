import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0002_give_up_and_queue_in_bulk"),
    ]

    operations = [
        migrations.RenameField(model_name="modeldownload", old_name="updated_at", new_name="due_at"),
        migrations.AlterField(
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
