"""People who log in, the links that let them in, and their tokens. With ACCESS=open there are none."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac

from accounts.kept_hashed import HASH_LENGTH

USERNAME_LENGTH = 80
NAME_LENGTH = 80
BY_NAME = (Lower("name"), "id")
USERNAME_PATTERN = r"^[a-z0-9][a-z0-9@._+-]*$"


class Role(models.TextChoices):
    """What somebody may do: each all that those before it may."""

    REQUESTER = "requester"
    AGENT = "agent"
    ADMIN = "admin"

    def reaches(self, least: "Role") -> bool:
        order = list(Role)
        return order.index(self) >= order.index(least)


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """Names are stored in lower case, and found however they are typed."""
        return self.get(username=(username or "").strip().lower())

    def create_user(self, username: str, password: str, **fields: Any) -> "User":
        user = self.model(username=username.strip().lower(), **fields)
        user.set_password(password)
        user.save(force_insert=True)
        return user


class User(AbstractBaseUser):
    """Somebody with an account, which stays until they are to be forgotten: see `tickets.erasure.erasing`."""

    username = models.CharField(max_length=USERNAME_LENGTH, unique=True)
    name = models.CharField(max_length=NAME_LENGTH, help_text="As others see it.")
    role = models.CharField(max_length=10, choices=Role)
    is_active = models.BooleanField(default=True, db_default=True)
    sessions_ended = models.PositiveIntegerField(
        default=0, db_default=0, help_text="How often all their sessions were ended."
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"

    class Meta:
        ordering = BY_NAME
        constraints = (
            CheckConstraint(condition=Q(role__in=Role.values), name="%(class)s_role_known"),
            CheckConstraint(condition=Q(username__regex=USERNAME_PATTERN), name="%(class)s_username_plain"),
            CheckConstraint(condition=Q(name__regex=r"\S"), name="%(class)s_name_not_blank"),
        )

    def __str__(self) -> str:
        return f"user {self.pk}"

    def get_session_auth_hash(self) -> str:
        """Stands in each of their sessions, and ends those in which another one stands."""
        value = f"{self.sessions_ended}:{self.password}"
        return salted_hmac("accounts.session", value, algorithm="sha256").hexdigest()


class Invitation(models.Model):
    """A link that works once and for a time: to make an account or, where there is one, to set its password.

    Only a hash of its token is kept: who reads the database cannot use it.
    """

    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    role = models.CharField(max_length=10, choices=Role, help_text="Of the account that is made.")
    name = models.CharField(max_length=NAME_LENGTH, db_default="", help_text="Who is meant, as a reminder.")
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="+", help_text="Whose password is set."
    )
    is_first = models.BooleanField(db_default=False, help_text="Works only until there is an administrator.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            CheckConstraint(condition=Q(role__in=Role.values), name="%(class)s_role_known"),
            CheckConstraint(
                condition=Q(is_first=False) | Q(role=Role.ADMIN, user__isnull=True),
                name="%(class)s_first_is_admin",
            ),
        )

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Scope(models.TextChoices):
    """What a token is for: `config.scopes` has the calls. Who may write may submit and read as well."""

    SUBMIT = "submit"
    READ = "read"
    WRITE = "write"

    def allows(self, needed: "Scope") -> bool:
        return self in (needed, Scope.WRITE)


class ApiToken(models.Model):
    """With it a program calls the API in the name of `user`, until it is revoked or expires."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=NAME_LENGTH, help_text="What it is for, as a reminder.")
    scope = models.CharField(max_length=10, choices=Scope)
    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(db_index=True)
    last_used_at = models.DateTimeField(null=True, help_text="To the hour.")

    class Meta:
        ordering = ("-id",)
        constraints = (
            CheckConstraint(condition=Q(scope__in=Scope.values), name="%(class)s_scope_known"),
            CheckConstraint(condition=Q(name__regex=r"\S"), name="%(class)s_name_not_blank"),
        )

    def __str__(self) -> str:
        return f"token {self.pk}"
