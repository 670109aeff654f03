from django.db import migrations

TABLES = ("tickets_ticket", "tickets_ticketchange")
SETTINGS = (
    "autovacuum_vacuum_scale_factor",
    "autovacuum_vacuum_insert_scale_factor",
    "autovacuum_analyze_scale_factor",
)
OFTEN = ", ".join(f"{name} = 0.02" for name in SETTINGS)


class Migration(migrations.Migration):
    """After every fiftieth row, not every fifth: what was not vacuumed cannot be counted from an index alone."""

    dependencies = [("tickets", "0013_changes_of_backlog")]

    operations = [
        migrations.RunSQL(
            [f"ALTER TABLE {table} SET ({OFTEN})" for table in TABLES],
            [f"ALTER TABLE {table} RESET ({', '.join(SETTINGS)})" for table in TABLES],
        )
    ]
