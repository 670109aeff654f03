"""What the worker remembers between its steps. What is to be done is read from the tickets themselves."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.db.models.functions import Now

from tickets.models import Ticket


class LabellingAttempt(models.Model):
    """A ticket that a worker has in hand, will take up again, or has given up; none means all is plain.

    `due_at` is the end of the lease while a worker holds the ticket, and of the pause after a failure:
    either way the ticket is free for any worker from then on, whatever became of the last one.
    """

    ticket = models.OneToOneField(
        Ticket, on_delete=models.CASCADE, primary_key=True, related_name="labelling"
    )
    due_at = models.DateTimeField()
    lease = models.UUIDField(null=True, help_text="Of the worker that has it in hand; ends at `due_at`.")
    failures = models.PositiveIntegerField(db_default=0)
    given_up_at = models.DateTimeField(null=True, help_text="When it had failed too often to be tried again.")
    bulk = models.BooleanField(
        db_default=False,
        help_text="Queued along with many others: after what somebody filed, and though it may be judged.",
    )

    def __str__(self) -> str:
        return f"labelling of ticket {self.ticket_id}"


class ModelDownload(models.Model):
    """How far the download of a model is, for every process to see.

    `due_at` is the end of the lease of whoever fetches it, and of the pause after a failure.
    """

    model = models.CharField(max_length=200, primary_key=True)
    completed = models.BigIntegerField(db_default=0, help_text="Bytes.")
    total = models.BigIntegerField(null=True, help_text="Bytes; null until the registry has told.")
    error = models.TextField(db_default="", help_text="Why the last try failed, in English, or empty.")
    problem = models.JSONField(null=True, help_text="The same for `download_failed.in_words`.")
    failures = models.PositiveIntegerField(db_default=0, help_text="In a row, without getting on.")
    due_at = models.DateTimeField(
        db_default=Now(), help_text="Whoever fetches it moves this on all the time."
    )

    def __str__(self) -> str:
        return f"download of {self.model}"


class SignOfLife(models.Model):
    """That a process of this installation is at work, for every other one to see: `triage.signs`."""

    part = models.CharField(max_length=20)
    host = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        constraints = (UniqueConstraint("part", "host", name="signoflife_one_each"),)

    def __str__(self) -> str:
        return f"{self.part} on {self.host}"


class BuiltinTraining(models.Model):
    """One training of the built-in classifier from the team's tickets, and what came of it.

    It is live, that is, the classifier that answers, as long as its `content` is kept.
    """

    at = models.DateTimeField(db_default=Now())
    name = models.CharField(max_length=200)
    base = models.CharField(
        max_length=200,
        help_text="The shipped classifier that it adds to. Only processes that ship the same one use it.",
    )
    confirmed = models.PositiveIntegerField(help_text="Tickets that people had confirmed by then.")
    learnt_from = ArrayField(
        models.BigIntegerField(), help_text="The tickets among them that it learnt from."
    )
    figures = models.JSONField(help_text="In cross-validation, before and after.")
    content = models.BinaryField(null=True, help_text="Of the one that is live.")

    class Meta:
        constraints = (
            UniqueConstraint("base", condition=Q(content__isnull=False), name="builtintraining_one_live"),
        )

    def __str__(self) -> str:
        return self.name
