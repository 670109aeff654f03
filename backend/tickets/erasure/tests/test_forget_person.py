"""manage.py forget_person: what is stored of a person is written down, and then gone."""

import json
import logging
from errno import ENOSPC
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from rest_framework.test import APIClient

from accounts import invitations
from accounts.models import Invitation, Role, User
from accounts.tests.factory import client_of, make_token, make_user
from tickets.comments import add_comment
from tickets.erasure import erasing
from tickets.models import FORGOTTEN_PERSON, Comment, Ticket, TicketChange
from tickets.services import edit_ticket
from tickets.tests.factory import make_ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]
NAME = "Zoë Quaint"


def call(*words: str) -> tuple[str, str]:
    """What it writes, and what it says beside that."""
    out, beside = StringIO(), StringIO()
    call_command("forget_person", *words, stdout=out, stderr=beside)
    return out.getvalue(), beside.getvalue()


def make_zoe() -> User:
    """Somebody of whom everything is stored that can be of anybody."""
    make_user(Role.ADMIN)
    zoe = make_user(Role.AGENT, "zquaint", NAME)
    client_of(zoe)
    client_of(make_user(Role.AGENT, "other", "Other"))
    invitations.reset(zoe)
    make_token(zoe)
    invitations.invite(Role.AGENT, NAME)
    AccessAttempt.objects.create(username="ZQuaint", failures_since_start=1)
    own = make_ticket("Filed by her", requester=zoe)
    add_comment(own.pk, body="A note of the team.", author="Other")
    shared = make_ticket("Of somebody else")
    edit_ticket(shared.pk, {"status": "resolved"}, by=NAME)
    edit_ticket(shared.pk, {"status": "closed"}, by="Other")
    add_comment(shared.pk, body="Done.", author=NAME)
    return zoe


def everything() -> str:
    """All that the database holds, sessions as what is in them."""
    tables = (model._default_manager.all() for model in apps.get_models())
    rows = "".join(serialize("yaml", table, allow_unicode=True) for table in tables)
    return rows + "".join(str(session.get_decoded()) for session in Session.objects.all())


def test_nothing_of_the_person_is_left_anywhere() -> None:
    zoe = make_zoe()
    number = zoe.pk
    assert NAME in everything()
    call("zquaint", "--erase")
    left = everything()
    for trace in ("Zoë", "Quaint", "quaint", "Filed by her", "A note of the team"):
        assert trace not in left
    assert not [one for one in Session.objects.all() if one.get_decoded()["_auth_user_id"] == str(number)]


def test_what_others_did_is_left_as_it_was() -> None:
    make_zoe()
    call("zquaint", "--erase")
    ticket = Ticket.objects.get()
    assert list(ticket.history.values_list("actor_name", flat=True)) == ["Other", FORGOTTEN_PERSON]
    assert [(note.author, note.body) for note in ticket.comments.all()] == [(FORGOTTEN_PERSON, "Done.")]
    assert (ticket.status, ticket.version) == ("closed", 3)
    assert User.objects.filter(username="other").exists()
    assert Session.objects.count() == 1


def test_the_team_reads_that_somebody_was_forgotten_in_its_own_language() -> None:
    make_zoe()
    call("zquaint", "--erase")
    address = f"/api/tickets/{Ticket.objects.get().pk}/"
    shown = APIClient().get(address).json()
    assert shown["comments"][0]["author"] == "a person who was forgotten"
    german = APIClient().get(address, headers={"Accept-Language": "de"}).json()
    assert german["history"][1]["actor_name"] == "eine Person, deren Daten gelöscht sind"


def test_the_tickets_can_be_kept_without_who_filed_them() -> None:
    make_zoe()
    call("zquaint", "--erase", "--keep-tickets")
    assert Ticket.objects.get(title="Filed by her").requester is None
    assert not User.objects.filter(username="zquaint").exists()


def test_without_being_told_to_it_changes_nothing_and_says_what_there_is() -> None:
    make_zoe()
    make_ticket("About Zoë Quaint")
    before = everything()
    _, said = call("zquaint")
    assert "Zoë Quaint (zquaint, agent): tickets filed: 1, comments: 1, changes: 1." in said
    assert "see who is meant in these 1, by a search for it" in said
    assert everything() == before


def exported(*words: str) -> dict[str, Any]:
    return dict(json.loads(call(*words, "--export", "-")[0]))


def test_everything_is_written_down_first() -> None:
    make_zoe()
    found = exported("zquaint", "--erase")
    assert (found["name"], found["account"]["username"]) == (NAME, "zquaint")
    assert [token["name"] for token in found["account"]["tokens"]] == ["A program"]
    assert [ticket["title"] for ticket in found["tickets"]] == ["Filed by her"]
    assert [note["body"] for note in found["tickets"][0]["comments"]] == ["A note of the team."]
    assert [(note["body"], note["ticket"]) for note in found["comments"]] == [
        ("Done.", Ticket.objects.get().pk)
    ]
    assert [(change["field"], change["new"]) for change in found["changes"]] == [("status", "resolved")]


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    make_zoe()
    file = tmp_path / "zoe.json"
    call("zquaint", "--export", str(file))
    assert json.loads(file.read_text())["name"] == NAME
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_down_is_not_erased(tmp_path: Path) -> None:
    make_zoe()
    file = tmp_path / "zoe.json"
    file.write_text("somebody else's")
    before = everything()
    with pytest.raises(CommandError, match=r"File exists\. Nothing was changed\."):
        call("zquaint", "--export", str(file), "--erase")
    assert everything() == before
    assert file.read_text() == "somebody else's"


class FullDisk(StringIO):
    """Takes what is written, and has no room for it."""

    def flush(self) -> None:
        raise OSError(ENOSPC, "No space left on device")


def test_what_does_not_get_out_is_not_erased() -> None:
    make_zoe()
    before = everything()
    words = ("zquaint", "--export", "-", "--erase")
    with pytest.raises(CommandError, match=r"No space left on device\. Nothing was changed\."):
        call_command("forget_person", *words, stdout=FullDisk(), stderr=StringIO())
    assert everything() == before


def test_the_file_says_how_they_log_in_and_no_secret_of_it() -> None:
    zoe = make_zoe()
    SocialAccount.objects.create(user=zoe, provider="https://id.example.org", uid="4711")
    Authenticator.objects.create(user=zoe, type=Authenticator.Type.TOTP, data={"secret": "hidden"})
    account = exported("zquaint", "--erase")["account"]
    assert (account["single_sign_on"], account["has_second_factor"]) == (["4711"], True)
    assert "hidden" not in str(account)
    assert "4711" not in everything()
    assert "hidden" not in everything()


def test_the_second_of_two_who_erase_is_told_that_there_is_nobody() -> None:
    make_zoe()
    person = erasing.find("zquaint")
    erasing.erase(person)
    with pytest.raises(erasing.NoSuchPerson):
        erasing.erase(person)


def test_who_has_no_account_is_found_by_the_very_name() -> None:
    ticket = make_ticket()
    for author in ("Ann", "Anne", "ann"):
        add_comment(ticket.pk, body="A note.", author=author)
    call("Ann", "--erase")
    assert set(Comment.objects.values_list("author", flat=True)) == {FORGOTTEN_PERSON, "Anne", "ann"}


def test_an_engine_is_no_person() -> None:
    ticket = make_ticket()
    TicketChange.objects.create(
        ticket=ticket, field="category", old="general", new="billing", actor="llm", actor_name="some-model"
    )
    with pytest.raises(CommandError, match="Nobody has this user name or name"):
        call("some-model", "--erase")


def test_of_namesakes_nobody_is_forgotten_by_mistake() -> None:
    make_zoe()
    make_user(Role.AGENT, "zq2", NAME)
    for word in ("zquaint", NAME):
        with pytest.raises(CommandError, match=r"Several people have this name: zq"):
            call(word, "--erase")
    call("zquaint", "--erase", "--with-namesakes")
    assert User.objects.filter(username="zq2").exists()


def test_the_last_administrator_stays() -> None:
    make_user(Role.ADMIN, "root", "Root")
    with pytest.raises(CommandError, match=r"no administrator left\. Nothing was changed\."):
        call("root", "--erase")
    assert User.objects.filter(username="root").exists()


def test_the_log_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    make_zoe()
    with caplog.at_level(logging.INFO):
        call("zquaint", "--erase")
    assert "forgot a person: 1 tickets removed, 1 comments and 1 changes without a name now" in caplog.text
    assert "uaint" not in caplog.text


def test_an_invitation_of_somebody_else_stays() -> None:
    make_zoe()
    invitations.invite(Role.AGENT, "Other")
    call("zquaint", "--erase")
    assert [found.name for found in Invitation.objects.all()] == ["Other"]
