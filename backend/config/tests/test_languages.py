"""What the server says, in the language that the client asks for."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import AsyncClient, Client
from django.utils import translation

from tickets.models import TITLE_LENGTH

CATALOGUES = sorted(Path(settings.BASE_DIR, "locale").glob("*/LC_MESSAGES/django.po"))
NOT_SHOWN = {"tests", "native", "staticfiles"}
TOO_LONG = {"title": "a" * (TITLE_LENGTH + 1), "description": "b"}
IN_ENGLISH = f"Ensure this field has no more than {TITLE_LENGTH} characters."
IN_GERMAN = f"Bitte schreiben Sie höchstens {TITLE_LENGTH} Zeichen."
BY_HEADER = pytest.mark.parametrize(
    ("header", "language", "message"),
    [
        ("de", "de", IN_GERMAN),
        ("de-AT,de;q=0.9,en;q=0.8", "de", IN_GERMAN),
        ("fr, de;q=0.5", "de", IN_GERMAN),
        ("en-GB,en;q=0.9,de;q=0.8", "en", IN_ENGLISH),
        ("fr", "en", IN_ENGLISH),
        ("*", "en", IN_ENGLISH),
        ("", "en", IN_ENGLISH),
        ("\x00;q=;;,-", "en", IN_ENGLISH),
    ],
)


@BY_HEADER
def test_a_field_is_refused_in_the_language_of_the_client(
    client: Client, header: str, language: str, message: str
) -> None:
    response = client.post(
        "/api/tickets/", TOO_LONG, content_type="application/json", headers={"Accept-Language": header}
    )
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert response.json() == {"title": [message]}
    assert response.headers["Content-Language"] == language
    assert "Accept-Language" in response.headers["Vary"]


@BY_HEADER
async def test_so_it_is_where_the_server_is_asynchronous(
    async_client: AsyncClient, header: str, language: str, message: str
) -> None:
    response = await async_client.post(
        "/api/tickets/classify/",
        TOO_LONG,
        content_type="application/json",
        headers={"Accept-Language": header},
    )
    assert response.json() == {"title": [message]}
    assert response.headers["Content-Language"] == language


async def test_a_synchronous_view_below_an_asynchronous_server_speaks_it_too(
    async_client: AsyncClient,
) -> None:
    response = await async_client.get("/api/tickets/?status=lost", headers={"Accept-Language": "de"})
    assert response.json() == {
        "status": ["„lost“ gibt es hier nicht. Möglich sind: open, in_progress, resolved, closed."]
    }


def test_without_a_preference_it_is_english(client: Client) -> None:
    response = client.get("/api/nothing/")
    assert response.json()["detail"] == "There is nothing at this address."
    assert response.headers["Content-Language"] == "en"


def test_no_language_outlasts_its_request(client: Client) -> None:
    client.get("/api/nothing/", headers={"Accept-Language": "de"})
    assert translation.get_language() == "en"


def test_a_limit_is_written_as_in_the_language(client: Client) -> None:
    def refused(language: str) -> str:
        response = client.post(
            "/api/tickets/",
            b" " * 1_000_001,
            content_type="application/json",
            headers={"Accept-Language": language},
        )
        return str(response.json()["detail"])

    assert "1.000.000 Bytes" in refused("de")
    assert "1,000,000 bytes" in refused("en")


@pytest.fixture(params=CATALOGUES, ids=lambda file: file.parts[-3])
def file(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_a_catalogue_has_every_sentence_and_no_other(file: Path) -> None:
    assert {message.id for message in sentences(file)} == set(in_the_sources()), "Run: make messages"


def test_every_sentence_is_translated(file: Path) -> None:
    assert not [message.id for message in sentences(file) if message.fuzzy or not all(forms_of(message))]


def test_every_translation_has_the_placeholders_of_its_sentence(file: Path) -> None:
    assert not list(read_po(BytesIO(file.read_bytes())).check())
    for message in sentences(file):
        assert placeholders(str(message.id)) == placeholders(str(message.string)), message.id


def test_what_is_compiled_is_the_catalogue(file: Path) -> None:
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(file.read_bytes())))
    assert file.with_suffix(".mo").read_bytes() == compiled.getvalue(), "Run: make messages"


def sentences(file: Path) -> list[Message]:
    return [message for message in read_po(BytesIO(file.read_bytes())) if message.id]


def forms_of(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


def in_the_sources() -> Iterator[str | tuple[str, ...]]:
    """Each sentence, or its forms for one and for more."""
    found = extract_from_dir(
        settings.BASE_DIR, directory_filter=lambda folder: Path(folder).name not in NOT_SHOWN
    )
    return (sentence for _, _, sentence, _, _ in found)


def placeholders(sentence: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)\w|{\w+}", sentence))
