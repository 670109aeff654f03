from django.db import migrations

FORWARD = """
CREATE FUNCTION tickets_keep_created_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'created_at of a ticket is set once' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER tickets_created_at_is_set_once BEFORE UPDATE OF created_at ON tickets_ticket
    FOR EACH ROW WHEN (OLD.created_at IS DISTINCT FROM NEW.created_at)
    EXECUTE FUNCTION tickets_keep_created_at();
"""
BACKWARD = """
DROP TRIGGER tickets_created_at_is_set_once ON tickets_ticket;
DROP FUNCTION tickets_keep_created_at();
"""


class Migration(migrations.Migration):
    """No CHECK can compare a row with what it was, so a trigger keeps `created_at` as it was set."""

    dependencies = [("tickets", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
