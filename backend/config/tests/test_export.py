"""A long file through the web server that sends it, also in Compose.

Under WSGI Granian would end an answer that cannot be finished as if it were whole.
"""

import asyncio
from contextlib import AsyncExitStack, closing

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.db import connection

from config.tests.serving import serving
from tickets.models import DESCRIPTION_LENGTH, Ticket

# More than what lies in the buffers between the database and a client that does not read.
TICKETS = 1200
MORE_THAN_THREADS = 50


@pytest.fixture
def many_long_tickets(transactional_db: None) -> None:
    text = "x" * DESCRIPTION_LENGTH
    Ticket.objects.bulk_create(Ticket(title="Long", description=text) for _ in range(TICKETS))


def end_connections_that_export() -> int:
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'FETCH %'"
        )
        return int(cursor.rowcount)


@pytest.mark.parametrize("format_name", ["csv", "json"])
async def test_a_file_that_cannot_be_finished_is_broken_off(
    many_long_tickets: None, format_name: str
) -> None:
    async with (
        serving() as client,
        client.stream("GET", f"/api/tickets/export/?format={format_name}") as response,
    ):
        assert response.status_code == 200
        pieces = response.aiter_raw()
        await anext(pieces)
        assert await sync_to_async(end_connections_that_export)() == 1
        with pytest.raises(httpx.RemoteProtocolError):
            async for _ in pieces:
                pass


async def test_downloads_keep_nobody_waiting_and_end_with_those_who_leave(many_long_tickets: None) -> None:
    async with serving() as client:
        async with AsyncExitStack() as readers_who_stopped:
            for _ in range(MORE_THAN_THREADS):
                reader = await asyncio.open_connection(client.base_url.host, client.base_url.port)
                readers_who_stopped.callback(reader[1].close)
                reader[1].write(b"GET /api/tickets/export/?format=csv HTTP/1.1\r\nHost: localhost\r\n\r\n")
                await reader[1].drain()
            assert (await client.get("/api/tickets/count/")).json()["more"]
        async with client.stream("GET", "/api/tickets/export/?format=csv") as response:
            size = sum([len(piece) async for piece in response.aiter_raw()])
        assert size > TICKETS * DESCRIPTION_LENGTH
