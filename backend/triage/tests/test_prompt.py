import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.models import Category, Priority
from triage import prompt

NUM_CTX = 4096
ROOM = prompt.ticket_bytes(NUM_CTX)
EXAMPLES = prompt.SYSTEM.partition("Examples:\n")[2].splitlines()
EXAMPLE_ANSWERS = [json.loads(line) for line in EXAMPLES[1::2]]


@pytest.mark.parametrize(
    "worst",
    [
        "x" * 20_000,
        '"' * 20_000,
        "\n" * 20_000,
        "\\" * 20_000,
        "漢" * 20_000,
        "\U0001f600" * 20_000,
        "<" * 20_000,
    ],
)
def test_the_longest_ticket_fits_the_context(worst: str) -> None:
    message = prompt.ticket_message(worst[:200], worst, NUM_CTX)
    assert len(message.encode()) <= ROOM
    static = len(prompt.SYSTEM.encode()) // prompt.BYTES_PER_STATIC_TOKEN
    assert len(message.encode()) + static + prompt.TEMPLATE_TOKENS + prompt.ANSWER_TOKENS <= NUM_CTX


@given(title=st.text(max_size=200), description=st.text(max_size=3000))
def test_any_ticket_becomes_json_that_fits(title: str, description: str) -> None:
    message = prompt.ticket_message(title, description, NUM_CTX)
    assert len(message.encode()) <= ROOM
    assert set(json.loads(message)) == {"title", "description"}


def test_the_smallest_context_that_may_be_set_leaves_room_for_a_ticket() -> None:
    assert prompt.ticket_bytes(3072) >= 500


def test_a_short_ticket_is_whole() -> None:
    message = json.loads(prompt.ticket_message("Title", "Line one\nline two", NUM_CTX))
    assert message == {"title": "Title", "description": "Line one\nline two"}


def test_of_a_long_ticket_the_beginning_and_the_end_are_kept() -> None:
    text = "It began like this. " + "log line\n" * 2000 + "And that is my question."
    kept = json.loads(prompt.ticket_message("", text, NUM_CTX))["description"]
    assert kept.startswith("It began like this.")
    assert kept.endswith("And that is my question.")


@pytest.mark.parametrize(
    "mark",
    ["<|im_start|>", "<|im_end|>", "<think>", "</s>", "[INST]", "[/INST]", "<start_of_turn>", "[ INST ]"],
)
def test_what_looks_like_a_control_token_is_made_harmless(mark: str) -> None:
    message = prompt.ticket_message(mark, f"before {mark} after", NUM_CTX)
    assert mark not in message
    assert "before" in message


def test_invisible_characters_are_left_out() -> None:
    hidden = "visible\u200b\u202e\ufeff\U000e0041\x07 text"
    assert json.loads(prompt.ticket_message("", hidden, NUM_CTX))["description"] == "visible text"


@pytest.mark.parametrize("label", [*Category.values, *Priority.values])
def test_every_label_is_defined(label: str) -> None:
    assert f'- "{label}":' in prompt.SYSTEM


def test_the_examples_favour_no_label() -> None:
    assert Counter(answer["category"] for answer in EXAMPLE_ANSWERS) == dict.fromkeys(Category.values, 2)
    assert Counter(answer["priority"] for answer in EXAMPLE_ANSWERS) == dict.fromkeys(Priority.values, 2)


def test_the_examples_are_written_like_the_tickets_and_the_answers() -> None:
    tickets = [json.loads(line) for line in EXAMPLES[::2]]
    for line, ticket in zip(EXAMPLES[::2], tickets, strict=True):
        assert line == prompt.ticket_message(ticket["title"], ticket["description"], NUM_CTX)
    assert all(list(answer) == list(prompt.SCHEMA["properties"]) for answer in EXAMPLE_ANSWERS)


def test_the_labels_stand_in_an_order_that_sorting_does_not_change() -> None:
    keys = list(prompt.SCHEMA["properties"])
    assert keys == sorted(keys) == prompt.SCHEMA["required"] == ["category", "priority"]


def test_the_labels_of_the_schema_are_those_of_the_tickets() -> None:
    properties = prompt.SCHEMA["properties"]
    assert properties["category"]["enum"] == Category.values
    assert properties["priority"]["enum"] == Priority.values
