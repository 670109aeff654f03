"""Loading the demo tickets through the API. What they are like is in test_seed_demo."""

from unittest.mock import patch

import pytest
from rest_framework.test import APIClient

from tickets import demo
from tickets.metrics import LABEL_CHOICES
from tickets.models import Ticket
from tickets.tests.factory import make_ticket

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


@pytest.mark.django_db(transaction=True)
def test_says_nothing_of_how_good_suggestions_are(api: APIClient) -> None:
    def counted() -> float:
        samples = [sample for metric in LABEL_CHOICES.collect() for sample in metric.samples]
        return sum(sample.value for sample in samples if sample.name.endswith("_total"))

    before = counted()
    api.post(URL)
    assert counted() == before
