"""What a test needs to start a part of the product in a process of its own."""

from pathlib import Path

from django.db import connection

BACKEND = Path(__file__).resolve().parents[2]


def database_url(name: str = "") -> str:
    """The address of the test database, or of another one beside it, for another process."""
    wanted = connection.settings_dict
    host = wanted["HOST"] or wanted.get("OPTIONS", {}).get("host", "")
    port = f"&port={wanted['PORT']}" if wanted["PORT"] else ""
    return f"postgresql://{wanted['USER']}:{wanted['PASSWORD']}@/{name or wanted['NAME']}?host={host}{port}"
