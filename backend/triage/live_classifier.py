"""The built-in classifier that answers in this process: the team's own or, without one, the shipped one."""

import logging
from contextlib import suppress
from threading import Event, Lock, Thread
from time import sleep

from django.db import Error, connection

from triage import builtin, learning
from triage.builtin import BuiltinClassifier, DamagedClassifier
from triage.database import has_table
from triage.models import BuiltinTraining

logger = logging.getLogger(__name__)

LOOK_SECONDS = 30.0
# How long a start waits for the database at most, so as not to load the shipped one for nothing.
FIRST_LOOK_SECONDS = 2.0


class LiveClassifier:
    """Follows what the database says is live. An answer never waits for the database, nor needs it."""

    def __init__(self) -> None:
        self._changing = Lock()
        self._classifier: BuiltinClassifier | None = None
        self._looked = Event()

    def get(self) -> BuiltinClassifier:
        with self._changing:
            if self._classifier is None:
                self._classifier = builtin.load()
            return self._classifier

    def follow(self) -> None:
        """Look now, and every half minute as long as this process runs. Then no answer waits for loading."""
        Thread(target=self._keep_looking, name="live-classifier", daemon=True).start()
        self._looked.wait(FIRST_LOOK_SECONDS)
        self.get()

    def _keep_looking(self) -> None:
        while True:
            with suppress(Error):  # the one we have will do until the database is back
                if has_table(BuiltinTraining):
                    self.look()
            connection.close()
            self._looked.set()
            sleep(LOOK_SECONDS)

    def look(self) -> None:
        """Take up what is live now. Raises django.db.Error."""
        name = learning.live().values_list("name", flat=True).first()
        if self._classifier is None and name is None:
            self.get()  # under its lock: where it has to be trained first, once is enough
        elif self._classifier is None or self._classifier.name != (name or builtin.shipped_name()):
            self._take_up(name)

    def _take_up(self, name: str | None) -> None:
        content = learning.live().filter(name=name).values_list("content", flat=True).first()
        try:
            classifier = builtin.from_bytes(bytes(content)) if content else builtin.load()
        except DamagedClassifier as error:
            logger.error("%s: %s; `manage.py train_builtin` makes a new one", name, error)
            return
        with self._changing:
            self._classifier = classifier
        logger.info("the built-in classifier is %s", classifier.name)


live_classifier = LiveClassifier()
