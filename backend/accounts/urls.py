from django.urls import path

from accounts.views import InvitationJoin, InvitationLook, InvitationPassword, SessionView

urlpatterns = [
    path("session/", SessionView.as_view(), name="session"),
    path("invitations/look/", InvitationLook.as_view(), name="invitation-look"),
    path("invitations/join/", InvitationJoin.as_view(), name="invitation-join"),
    path("invitations/password/", InvitationPassword.as_view(), name="invitation-password"),
]
