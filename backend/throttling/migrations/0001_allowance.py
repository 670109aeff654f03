from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("used_until", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunSQL("ALTER TABLE throttling_allowance SET UNLOGGED", migrations.RunSQL.noop),
    ]
