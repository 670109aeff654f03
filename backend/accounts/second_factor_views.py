"""One's own second factor: set up and switched off. And reset for somebody else, by administrators."""

from http import HTTPStatus
from typing import Any

from allauth.mfa.utils import decrypt, encrypt
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import second_factor
from accounts.access import WhereOneLogsIn, own_account
from accounts.models import User
from accounts.people import reset_second_factor
from accounts.proof import check_code, check_password, wrong_code
from accounts.serializers import Code, OwnPasswordSerializer, valid

PROPOSED = "second_factor_proposed"


class SecondFactorSerializer(serializers.Serializer[Any]):
    is_on = serializers.BooleanField()
    has_password = serializers.BooleanField(
        help_text="False: this account has no password, so whoever vouches for it asks for a second factor."
    )


class ProposalSerializer(serializers.Serializer[Any]):
    """For an app on one's phone: told now and never again."""

    secret = serializers.CharField(help_text="Base 32, to be typed.")
    uri = serializers.CharField(help_text="otpauth://...")
    qr_code = serializers.CharField(help_text="The same as a picture: an SVG document.")


class CodeSerializer(serializers.Serializer[Any]):
    code = Code()


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    """Each lets one in once, without the phone: told now and never again."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


class SwitchOffSerializer(OwnPasswordSerializer, CodeSerializer):
    pass


class AlreadyOn(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _("Your second factor is on already. Switch it off first.")
    default_code = "second_factor_on"


class NothingProposed(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _("This took too long, or was started elsewhere. Please start again.")
    default_code = "nothing_proposed"


class NoPassword(APIException):
    status_code = HTTPStatus.CONFLICT
    default_detail = _(
        "Your account has no password, so there is nothing that a second factor could protect."
    )
    default_code = "no_password"


class SecondFactor(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="second_factor_retrieve", responses=SecondFactorSerializer)
    def get(self, request: Request) -> Response:
        """Whether one's own log-in asks for a code as well as the password."""
        person = own_account(request)
        body = {"is_on": second_factor.is_on(person), "has_password": person.has_usable_password()}
        return Response(SecondFactorSerializer(body).data)


class SecondFactorProposal(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="second_factor_propose", request=OwnPasswordSerializer, responses=ProposalSerializer
    )
    def post(self, request: Request) -> Response:
        """A secret for an app on one's phone. It counts once a code of it has come back."""
        person = own_account(request)
        if not person.has_usable_password():
            raise NoPassword
        if second_factor.is_on(person):
            raise AlreadyOn
        check_password(request, person, valid(OwnPasswordSerializer, request)["password"])
        proposal = second_factor.propose(person)
        request._request.session[PROPOSED] = encrypt(proposal.secret)
        return Response(ProposalSerializer(proposal).data)


class SecondFactorConfirmation(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="second_factor_confirm", request=CodeSerializer, responses=RecoveryCodesSerializer
    )
    def post(self, request: Request) -> Response:
        """Switch the proposed second factor on, by a code of it."""
        person, session = own_account(request), request._request.session
        code = valid(CodeSerializer, request)["code"]
        if PROPOSED not in session:
            raise NothingProposed
        try:
            codes = second_factor.switch_on(person, decrypt(session[PROPOSED]), code)
        except second_factor.WrongCode:
            raise wrong_code() from None
        except second_factor.AlreadyOn:
            raise AlreadyOn from None
        del session[PROPOSED]
        return Response(RecoveryCodesSerializer({"recovery_codes": codes}).data)


class SecondFactorOff(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(
        operation_id="second_factor_switch_off",
        request=SwitchOffSerializer,
        responses={HTTPStatus.NO_CONTENT: None},
    )
    def post(self, request: Request) -> Response:
        """Switch one's own second factor off, by the password and a code or a recovery code."""
        person = own_account(request)
        given = valid(SwitchOffSerializer, request)
        check_password(request, person, given["password"])
        check_code(request, person, given["code"])
        second_factor.switch_off(person)
        return Response(status=HTTPStatus.NO_CONTENT)


class MemberSecondFactor(APIView):
    permission_classes = (WhereOneLogsIn,)

    @extend_schema(operation_id="people_second_factor_reset", responses={HTTPStatus.NO_CONTENT: None})
    def delete(self, request: Request, person_id: int) -> Response:
        """Reset somebody's second factor, as when their phone is lost, and log them out everywhere.

        The password alone lets them in then.
        """
        reset_second_factor(get_object_or_404(User, pk=person_id))
        return Response(status=HTTPStatus.NO_CONTENT)
