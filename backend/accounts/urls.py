from django.urls import path, register_converter

from accounts.account_views import AllSessions, OwnPassword
from accounts.addresses import RowNumber
from accounts.oidc_views import Disconnection, SingleSignOn, SingleSignOnReturn
from accounts.people_views import (
    InvitationRenewal,
    Invitations,
    Member,
    MemberPassword,
    PendingInvitation,
    People,
)
from accounts.second_factor_views import (
    MemberSecondFactor,
    SecondFactor,
    SecondFactorConfirmation,
    SecondFactorOff,
    SecondFactorProposal,
)
from accounts.token_views import ApiTokenDetail, ApiTokens, MemberTokens
from accounts.views import InvitationJoin, InvitationLook, InvitationPassword, SessionView

register_converter(RowNumber, "row_number")

urlpatterns = [
    path("session/", SessionView.as_view(), name="session"),
    path("session/all/", AllSessions.as_view(), name="session-all"),
    path("session/password/", OwnPassword.as_view(), name="session-password"),
    path("session/oidc/", SingleSignOn.as_view(), name="session-oidc"),
    path("session/oidc/complete/", SingleSignOnReturn.as_view(), name="session-oidc-complete"),
    path("session/oidc/disconnect/", Disconnection.as_view(), name="session-oidc-disconnect"),
    path("people/", People.as_view(), name="person-list"),
    path("people/<row_number:person_id>/", Member.as_view(), name="person-detail"),
    path("people/<row_number:person_id>/password/", MemberPassword.as_view(), name="person-password"),
    path(
        "people/<row_number:person_id>/second-factor/",
        MemberSecondFactor.as_view(),
        name="person-second-factor",
    ),
    path("people/<row_number:person_id>/tokens/", MemberTokens.as_view(), name="person-tokens"),
    path("tokens/", ApiTokens.as_view(), name="token-list"),
    path("tokens/<row_number:token_id>/", ApiTokenDetail.as_view(), name="token-detail"),
    path("second-factor/", SecondFactor.as_view(), name="second-factor"),
    path("second-factor/propose/", SecondFactorProposal.as_view(), name="second-factor-propose"),
    path("second-factor/confirm/", SecondFactorConfirmation.as_view(), name="second-factor-confirm"),
    path("second-factor/off/", SecondFactorOff.as_view(), name="second-factor-off"),
    path("invitations/", Invitations.as_view(), name="invitation-list"),
    path("invitations/<row_number:invitation_id>/", PendingInvitation.as_view(), name="invitation-detail"),
    path(
        "invitations/<row_number:invitation_id>/renew/",
        InvitationRenewal.as_view(),
        name="invitation-renew",
    ),
    path("invitations/look/", InvitationLook.as_view(), name="invitation-look"),
    path("invitations/join/", InvitationJoin.as_view(), name="invitation-join"),
    path("invitations/password/", InvitationPassword.as_view(), name="invitation-password"),
]
