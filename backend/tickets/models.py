"""Tickets, their history and comments. Every rule about them is a constraint of the database as well."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Case, CheckConstraint, F, Index, Q, UniqueConstraint, Value, When
from django.db.models.functions import Length, Lower, Now
from django.db.models.lookups import LessThanOrEqual

from accounts.kept_hashed import HASH_LENGTH

TITLE_LENGTH = 200
DESCRIPTION_LENGTH = 20_000
COMMENT_LENGTH = 20_000
AUTHOR_LENGTH = 80
IDEMPOTENCY_KEY_LENGTH = 255
VIEW_NAME_LENGTH = 80
# Room for the longest search, each letter of it escaped, and every value of every other filter.
VIEW_QUERY_LENGTH = 3000
VIEW_NAME_UNIQUE = "savedview_name_unique"
# Replaces the name of somebody who was forgotten: see `erasure`.
FORGOTTEN_PERSON = "a person who was forgotten"


class Category(models.TextChoices):
    BILLING = "billing"
    TECHNICAL = "technical"
    ACCOUNT = "account"
    GENERAL = "general"


class Priority(models.TextChoices):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Status(models.TextChoices):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


# A ticket that is not finished is in the backlog.
UNFINISHED = (Status.OPEN, Status.IN_PROGRESS)
FINISHED = (Status.RESOLVED, Status.CLOSED)


class SuggestionSource(models.TextChoices):
    LLM = "llm", "Language model"
    BUILTIN = "builtin", "Built-in classifier"
    NONE = "none", "None"


class Actor(models.TextChoices):
    """Who changed a ticket."""

    PERSON = "person"
    LLM = "llm"
    BUILTIN = "builtin"


class ChangedField(models.TextChoices):
    """The fields of a ticket whose changes are kept in its history."""

    TITLE = "title"
    DESCRIPTION = "description"
    CATEGORY = "category"
    PRIORITY = "priority"
    STATUS = "status"


# Rows of a ticket's history.
STATUS_CHANGED = Q(field=ChangedField.STATUS)
RESOLVED = STATUS_CHANGED & Q(old__in=UNFINISHED, new__in=FINISHED)
REOPENED = STATUS_CHANGED & Q(old__in=FINISHED, new__in=UNFINISHED)


def one_of(field: str, choices: type[models.TextChoices]) -> CheckConstraint:
    """A CHECK built from the same list that the API offers: a choice added without a migration fails CI."""
    return CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=f"%(class)s_{field}_known")


def not_blank(field: str) -> CheckConstraint:
    return CheckConstraint(condition=Q(**{f"{field}__regex": r"\S"}), name=f"%(class)s_{field}_not_blank")


def at_most(field: str, characters: int) -> CheckConstraint:
    return CheckConstraint(
        condition=LessThanOrEqual(Length(field), characters), name=f"%(class)s_{field}_length"
    )


def probability(field: str) -> CheckConstraint:
    return CheckConstraint(condition=Q(**{f"{field}__range": (0, 1)}), name=f"%(class)s_{field}_range")


# Engines label only what no person chose.
NOT_CHOSEN = Q(category_set_by_person=False) | Q(priority_set_by_person=False)
UNSURE = Q(category_set_by_person=False, suggested_category_unsure=True) | Q(
    priority_set_by_person=False, suggested_priority_unsure=True
)


def urgency() -> Case:
    """The rank of a ticket's priority, from 0 for the lowest: what tickets are sorted by."""
    return Case(*(When(priority=value, then=Value(rank)) for rank, value in enumerate(Priority.values)))


class Ticket(models.Model):
    title = models.CharField(max_length=TITLE_LENGTH)
    description = models.TextField()
    category = models.CharField(max_length=20, choices=Category, db_default=Category.GENERAL)
    priority = models.CharField(max_length=20, choices=Priority, db_default=Priority.MEDIUM)
    status = models.CharField(max_length=20, choices=Status, db_default=Status.OPEN)
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="Who filed it; nobody knows where nobody logs in.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    version = models.PositiveIntegerField(db_default=1, editable=False, help_text="Counts the changes.")
    demo = models.BooleanField(db_default=False, editable=False, help_text="Invented, to look around in.")

    category_set_by_person = models.BooleanField(db_default=False)
    priority_set_by_person = models.BooleanField(db_default=False)
    suggestion_source = models.CharField(
        max_length=10, choices=SuggestionSource, db_default=SuggestionSource.NONE
    )
    suggested_category = models.CharField(max_length=20, choices=Category, null=True)  # noqa: DJ001
    suggested_priority = models.CharField(max_length=20, choices=Priority, null=True)  # noqa: DJ001
    suggested_category_confidence = models.FloatField(null=True)
    suggested_priority_confidence = models.FloatField(null=True)
    suggested_category_unsure = models.BooleanField(db_default=False)
    suggested_priority_unsure = models.BooleanField(db_default=False)
    suggestion_latency_ms = models.PositiveIntegerField(null=True)
    suggestion_model = models.CharField(max_length=200, db_default="")
    prompt_version = models.CharField(max_length=20, db_default="")

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            one_of("category", Category),
            one_of("priority", Priority),
            one_of("status", Status),
            one_of("suggestion_source", SuggestionSource),
            one_of("suggested_category", Category),
            one_of("suggested_priority", Priority),
            not_blank("title"),
            not_blank("description"),
            at_most("description", DESCRIPTION_LENGTH),
            probability("suggested_category_confidence"),
            probability("suggested_priority_confidence"),
            CheckConstraint(condition=Q(version__gte=1), name="%(class)s_version_positive"),
            CheckConstraint(
                condition=Q(updated_at__gte=F("created_at")), name="%(class)s_updated_after_created"
            ),
            CheckConstraint(
                condition=Q(
                    suggestion_source=SuggestionSource.NONE,
                    suggested_category__isnull=True,
                    suggested_priority__isnull=True,
                )
                | (
                    ~Q(suggestion_source=SuggestionSource.NONE)
                    & Q(suggested_category__isnull=False, suggested_priority__isnull=False)
                ),
                name="%(class)s_suggestion_whole",
            ),
            CheckConstraint(
                condition=~Q(suggestion_source=SuggestionSource.NONE)
                | Q(
                    suggested_category_unsure=False,
                    suggested_priority_unsure=False,
                    suggestion_latency_ms__isnull=True,
                ),
                name="%(class)s_doubt_needs_suggestion",
            ),
        )
        indexes = (
            Index(F("created_at").desc(), F("id").desc(), name="ticket_newest"),
            Index("status", F("created_at").desc(), F("id").desc(), name="ticket_status_newest"),
            Index("category", F("created_at").desc(), F("id").desc(), name="ticket_category_newest"),
            Index("priority", F("created_at").desc(), F("id").desc(), name="ticket_priority_newest"),
            Index(F("updated_at").desc(), F("id").desc(), name="ticket_last_changed"),
            Index(urgency().desc(), F("created_at").desc(), F("id").desc(), name="ticket_most_urgent"),
            Index("category", "priority", "status", name="ticket_labels"),
            # For `listing.streams`.
            Index(
                "category",
                "priority",
                "status",
                F("created_at").desc(),
                F("id").desc(),
                name="ticket_labels_newest",
            ),
            Index(
                "category",
                "priority",
                "status",
                F("updated_at").desc(),
                F("id").desc(),
                name="ticket_labels_last_changed",
            ),
            # Empty, and so without cost, where nobody logs in.
            Index(
                "requester",
                F("created_at").desc(),
                F("id").desc(),
                condition=Q(requester__isnull=False),
                name="ticket_requester_newest",
            ),
            # Few of all tickets, and counted every few seconds.
            Index("status", F("created_at").desc(), F("id").desc(), condition=UNSURE, name="ticket_unsure"),
            # Nearly always empty, and read whenever a list is opened.
            Index("id", condition=Q(demo=True), name="ticket_demo"),
            # What waits for an engine: few of all tickets, and read every few seconds.
            Index(
                "suggestion_source",
                "id",
                condition=NOT_CHOSEN
                & Q(suggestion_source__in=(SuggestionSource.NONE, SuggestionSource.BUILTIN)),
                name="ticket_unjudged",
            ),
            # For `similar`. Every search reads the whole list of pending entries, so that is kept short.
            GinIndex(
                SearchVector("title", "description", config="simple"),
                name="ticket_words",
                gin_pending_list_limit=256,
            ),
        )

    def __str__(self) -> str:
        return f"ticket {self.pk}"


class TicketChange(models.Model):
    """One field of a ticket as it was and as it became, written in the transaction of the change."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField(db_default=Now(), editable=False)
    field = models.CharField(max_length=20, choices=ChangedField)
    old = models.TextField()
    new = models.TextField()
    actor = models.CharField(max_length=10, choices=Actor)
    actor_name = models.CharField(
        max_length=200, db_default="", help_text="The model, or the person where people log in."
    )

    class Meta:
        ordering = ("-id",)
        constraints = (one_of("field", ChangedField), one_of("actor", Actor))
        indexes = (
            # For `stats.trends`. They hold every column that is asked for, so the table is not read.
            Index("at", "ticket", "id", condition=RESOLVED, name="change_that_resolved"),
            Index("ticket", "id", "at", condition=REOPENED, name="change_that_reopened_at"),
        )

    def __str__(self) -> str:
        return f"{self.field} of ticket {self.ticket_id}"


class Comment(models.Model):
    """An internal note of the team on a ticket. It is added, never changed."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="comments")
    at = models.DateTimeField(db_default=Now(), editable=False)
    author = models.CharField(
        max_length=AUTHOR_LENGTH,
        db_default="",
        help_text="Where nobody logs in, as they call themselves.",
    )
    body = models.TextField()
    key = models.CharField(  # noqa: DJ001
        max_length=IDEMPOTENCY_KEY_LENGTH, null=True, editable=False, help_text="The Idempotency-Key."
    )

    class Meta:
        ordering = ("-id",)
        constraints = (
            not_blank("body"),
            at_most("body", COMMENT_LENGTH),
            UniqueConstraint(fields=("ticket", "key"), name="%(class)s_once_per_key"),
        )

    def __str__(self) -> str:
        return f"comment on ticket {self.ticket_id}"


class Submission(models.Model):
    """Remembers which ticket an Idempotency-Key created: see `submissions`."""

    key = models.CharField(max_length=IDEMPOTENCY_KEY_LENGTH, primary_key=True)
    fingerprint = models.CharField(max_length=64, help_text="Tells whether a repeated request is the same.")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)

    def __str__(self) -> str:
        return f"submission of ticket {self.ticket_id}"


class FollowLink(models.Model):
    """A secret link by which somebody without an account follows their ticket: see `public`."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"link to ticket {self.ticket_id}"


class BulkChange(models.Model):
    """One change of many tickets: see `bulk`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    created_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = (
            CheckConstraint(
                condition=Q(undone_at__gte=F("created_at")), name="%(class)s_undone_after_created"
            ),
        )

    def __str__(self) -> str:
        return f"change {self.pk}"


class BulkChangedTicket(models.Model):
    """A ticket as it was before a BulkChange, and its version afterwards."""

    # The unique constraint's index begins with it.
    change = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="tickets", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="bulk_changes")
    version = models.PositiveIntegerField()
    category = models.CharField(max_length=20, choices=Category)
    priority = models.CharField(max_length=20, choices=Priority)
    status = models.CharField(max_length=20, choices=Status)
    category_set_by_person = models.BooleanField()
    priority_set_by_person = models.BooleanField()

    class Meta:
        constraints = (
            UniqueConstraint(fields=("change", "ticket"), name="%(class)s_once"),
            one_of("category", Category),
            one_of("priority", Priority),
            one_of("status", Status),
            # The change itself raised it above a ticket's first version.
            CheckConstraint(condition=Q(version__gte=2), name="%(class)s_version_after_change"),
        )

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} before change {self.change_id}"


class TicketImport(models.Model):
    """A file whose rows may become tickets: see `imports.importing`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    created_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)
    columns = models.JSONField(help_text="Of each its name in the file and the field of a ticket, or null.")
    committed_at = models.DateTimeField(null=True, editable=False)
    created = models.PositiveIntegerField(db_default=0, help_text="Tickets that were made.")
    left_out = models.PositiveIntegerField(db_default=0, help_text="Rows with errors.")

    class Meta:
        constraints = (
            CheckConstraint(
                condition=Q(committed_at__gte=F("created_at")), name="%(class)s_committed_after_created"
            ),
        )

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportPiece(models.Model):
    """A batch of rows of an import. `tickets` holds what the valid ones will become."""

    # The unique constraint's index begins with it.
    of = models.ForeignKey(TicketImport, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    first = models.PositiveIntegerField(help_text="The number of the first row.")
    tickets = models.JSONField()
    valid = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField()

    class Meta:
        constraints = (UniqueConstraint(fields=("of", "first"), name="%(class)s_once"),)

    def __str__(self) -> str:
        return f"rows from {self.first} of import {self.of_id}"


class RetentionRun(models.Model):
    """A day's removal of tickets that were closed long ago: see `retention`."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    days = models.PositiveIntegerField(help_text="How long closed tickets were kept then.")
    removed = models.PositiveIntegerField(db_default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"retention run {self.pk}"


class SavedView(models.Model):
    """A name for filters and an order of the list, shared by everybody: see `listing.saved_views`."""

    name = models.CharField(max_length=VIEW_NAME_LENGTH)
    query = models.CharField(
        max_length=VIEW_QUERY_LENGTH,
        help_text="As in the address of the list: `status=open,in_progress&ordering=-priority`.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = (Lower("name"),)
        constraints = (
            not_blank("name"),
            not_blank("query"),
            UniqueConstraint(Lower("name"), name=VIEW_NAME_UNIQUE),
        )

    def __str__(self) -> str:
        return f"view {self.pk}"
