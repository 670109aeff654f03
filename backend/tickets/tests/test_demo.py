"""Loading and removing the demo tickets through the API. What they are like is in test_seed_demo."""

from unittest.mock import patch

import pytest
from rest_framework.test import APIClient

from tickets import demo
from tickets.comments import add_comment
from tickets.metrics import LABEL_CHOICES
from tickets.models import Comment, Ticket, TicketChange
from tickets.services import apply_suggestion, edit_ticket
from tickets.tests.factory import BY_MODEL, make_ticket

URL = "/api/tickets/demo/"

pytestmark = pytest.mark.django_db


def test_fills_an_empty_system(api: APIClient) -> None:
    response = api.post(URL)
    assert (response.status_code, response.json()) == (201, {"created": 200})
    assert Ticket.objects.count() == 200


def test_refuses_a_second_time_and_beside_real_tickets(api: APIClient) -> None:
    make_ticket()
    response = api.post(URL)
    assert (response.status_code, response.json()["code"]) == (409, "not_empty")
    assert response.json()["detail"].startswith("There are tickets already")
    assert Ticket.objects.count() == 1


def test_files_all_of_them_or_none() -> None:
    class Interrupted(Exception):
        pass

    with patch.object(demo, "file_ticket", side_effect=[None, Interrupted]), pytest.raises(Interrupted):
        demo.load_demo_tickets()
    assert not Ticket.objects.exists()


def test_tells_how_many_there_are_beside_real_tickets(api: APIClient) -> None:
    assert api.get(URL).json() == {"count": 0}
    api.post(URL)
    make_ticket()
    assert api.get(URL).json() == {"count": 200}


def test_removes_them_with_what_became_of_them_while_real_tickets_stay(api: APIClient) -> None:
    api.post(URL)
    add_comment(Ticket.objects.latest("pk").pk, body="Tried it.")
    real = edit_ticket(make_ticket().pk, {"status": "closed"})
    add_comment(real.pk, body="In earnest.")
    response = api.delete(URL)
    assert (response.status_code, response.json()) == (200, {"removed": 200})
    assert list(Ticket.objects.all()) == [real]
    assert [comment.body for comment in Comment.objects.all()] == ["In earnest."]
    assert [change.ticket for change in TicketChange.objects.all()] == [real]
    assert api.delete(URL).json() == {"removed": 0}


def test_one_that_a_model_judged_anew_is_still_of_the_demo(api: APIClient) -> None:
    api.post(URL)
    ticket = Ticket.objects.filter(category_set_by_person=False)[0]
    assert apply_suggestion(ticket.pk, BY_MODEL, title=ticket.title, description=ticket.description)
    assert api.delete(URL).json() == {"removed": 200}


def test_an_empty_system_can_be_filled_again(api: APIClient) -> None:
    api.post(URL)
    api.delete(URL)
    assert api.post(URL).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_says_nothing_of_how_good_suggestions_are(api: APIClient) -> None:
    def counted() -> float:
        samples = [sample for metric in LABEL_CHOICES.collect() for sample in metric.samples]
        return sum(sample.value for sample in samples if sample.name.endswith("_total"))

    before = counted()
    api.post(URL)
    Ticket.objects.update(**BY_MODEL.as_fields())
    edit_ticket(Ticket.objects.latest("pk").pk, {"priority": "low"})
    assert counted() == before
