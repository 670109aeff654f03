from django.db import migrations, models

# They were only ever loaded into an empty system, and so have the lowest numbers: no need to read all tickets.
MARK = """
UPDATE tickets_ticket SET demo = true
WHERE suggestion_model IN ('demo model', 'demo classifier')
    AND id < (SELECT min(id) + 1000 FROM tickets_ticket)
"""


class Migration(migrations.Migration):
    """By its suggestion a demo ticket is known only until it is judged anew."""

    dependencies = [("tickets", "0018_follow_link")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="demo",
            field=models.BooleanField(
                db_default=False, editable=False, help_text="Invented, to look around in."
            ),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
