"""What is stored of a person, and forgetting it: for administrators."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import WhereOneLogsIn
from accounts.people import LastAdministrator
from accounts.people_views import NobodyLeft
from tickets.erasure import erasing
from tickets.erasure.erasing import ChangedMeanwhile, Namesakes, NoSuchPerson, Person
from tickets.erasure.serializers import (
    ErasedSerializer,
    ErasureSerializer,
    MarkedExportSerializer,
    PersonInQuestionSerializer,
    TracesSerializer,
)


class Nobody(NotFound):
    default_detail = _("Nobody has this user name or name.")
    default_code = "no_such_person"


class SeveralPeople(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _("Several people have this name, and the history knows only names.")
    default_code = "namesakes"


class NotAsExported(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _("Something has been added since the export. Nothing was erased; export it again.")
    default_code = "changed_since_export"


class PersonTraces(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="people_traces", parameters=[PersonInQuestionSerializer], responses=TracesSerializer
    )
    def get(self, request: Request) -> Response:
        """How much is stored of a person. Nothing is changed."""
        person = person_in(asked_in(request, PersonInQuestionSerializer))
        who = {"name": person.name, "username": person.account.username if person.account else ""}
        found = {**who, **asdict(person.traces), "mentions": person.mentions.count()}
        return Response(TracesSerializer(found).data)

    @extend_schema(
        operation_id="people_forget",
        parameters=[ErasureSerializer],
        responses={HTTPStatus.OK: ErasedSerializer},
    )
    def delete(self, request: Request) -> Response:
        """Erase, for good, what was exported: account, tickets that they filed, their name in all else."""
        asked = asked_in(request, ErasureSerializer)
        terms = {name: asked[name] for name in ("exported", "keep_tickets")}
        try:
            erased = erasing.erase_exported(person_in(asked), **terms)
        except NoSuchPerson:
            raise Nobody from None
        except ChangedMeanwhile:
            raise NotAsExported from None
        except LastAdministrator:
            raise NobodyLeft from None
        return Response(ErasedSerializer(erased).data)


class PersonExport(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="people_export",
        parameters=[PersonInQuestionSerializer],
        responses=MarkedExportSerializer,
    )
    def get(self, request: Request) -> Response:
        """All that is stored of a person, to be kept. Without its fingerprint nothing is erased."""
        person = person_in(asked_in(request, PersonInQuestionSerializer))
        stored = erasing.export(person)
        return Response({"fingerprint": erasing.fingerprint(stored), **stored})


def asked_in(request: Request, kind: type[PersonInQuestionSerializer]) -> dict[str, Any]:
    serializer = kind(data=request.query_params)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def person_in(asked: dict[str, Any]) -> Person:
    try:
        return erasing.find(asked["person"], namesakes=asked["with_namesakes"])
    except NoSuchPerson:
        raise Nobody from None
    except Namesakes:
        raise SeveralPeople from None
