"""Letting people in, and changing what they may do: for administrators."""

from http import HTTPStatus

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import invitations
from accounts.access import WhereOneLogsIn
from accounts.models import Invitation, Role, User
from accounts.people import LastAdministrator, change_person, members
from accounts.serializers import (
    LinkSerializer,
    MemberPatchSerializer,
    MemberSerializer,
    NewInvitationSerializer,
    PendingInvitationSerializer,
    valid,
)


class NobodyLeft(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _(
        "There would be no administrator left. Nothing was changed; make somebody else one first."
    )
    default_code = "last_administrator"


class SwitchedOff(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _("This account is switched off, so no link would work. Switch it on first.")
    default_code = "switched_off"


class People(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="people_list", responses=MemberSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Everybody who has an account, by name."""
        return Response(MemberSerializer(members(), many=True).data)


class Member(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="people_update", request=MemberPatchSerializer, responses=MemberSerializer)
    def patch(self, request: Request, person_id: int) -> Response:
        """Give somebody another role, or switch their account off, which logs them out, or on again."""
        changes = valid(MemberPatchSerializer, request)
        try:
            change_person(get_object_or_404(User, pk=person_id), **changes)
        except LastAdministrator:
            raise NobodyLeft from None
        return Response(MemberSerializer(members().get(pk=person_id)).data)


class MemberPassword(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="people_password", request=None, responses={HTTPStatus.CREATED: LinkSerializer}
    )
    def post(self, request: Request, person_id: int) -> Response:
        """A link with which somebody sets a new password, for 24 hours. Until then the old one works."""
        person = get_object_or_404(User, pk=person_id)
        if not person.is_active:
            raise SwitchedOff
        return link(*invitations.reset(person))


class Invitations(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="invitations_list", responses=PendingInvitationSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Who is invited and has not come yet, the newest first; also those whose link is too old by now."""
        return Response(PendingInvitationSerializer(invitations.pending(), many=True).data)

    @extend_schema(
        operation_id="invitations_create",
        request=NewInvitationSerializer,
        responses={HTTPStatus.CREATED: LinkSerializer},
    )
    def post(self, request: Request) -> Response:
        """A link with which somebody makes an account, for seven days."""
        wanted = valid(NewInvitationSerializer, request)
        return link(*invitations.invite(Role(wanted["role"]), wanted["name"]))


class PendingInvitation(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="invitations_withdraw", responses={HTTPStatus.NO_CONTENT: None})
    def delete(self, request: Request, invitation_id: int) -> Response:
        """Withdraw an invitation: its link works no longer."""
        try:
            invitations.withdraw(invitation_id)
        except invitations.NoSuchInvitation:
            raise NotFound from None
        return Response(status=HTTPStatus.NO_CONTENT)


class InvitationRenewal(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="invitations_renew", request=None, responses=LinkSerializer)
    def post(self, request: Request, invitation_id: int) -> Response:
        """A new link, for seven days, for somebody who is invited: the old one works no longer."""
        try:
            invitation, token = invitations.renew(invitation_id)
        except invitations.NoSuchInvitation:
            raise NotFound from None
        return link(invitation, token, HTTPStatus.OK)


def link(invitation: Invitation, token: str, status: HTTPStatus = HTTPStatus.CREATED) -> Response:
    body = {"token": token, "name": invitation.name, "expires_at": invitation.expires_at}
    return Response(LinkSerializer(body).data, status=status)
