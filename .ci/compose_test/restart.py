"""Stopping and starting again, also with the other program."""

import time
from pathlib import Path

from compose_test.confinement import SECRETS
from compose_test.suggestions import suggestion
from compose_test.telling import check, say, wait_for


def data_survive(site, stack, again, secrets):
    before = site.json("GET", "/api/tickets/")["results"]
    stack("down", "-t", "5")
    started = time.monotonic()
    again("up", "-d", *([] if again is not stack else ["--wait"]))
    wait_for(site.answers, f"`{Path(again.program[0]).name} up -d` brings it back after `down`", 120)
    say(f"    in {time.monotonic() - started:.0f} s altogether")
    check(site.json("GET", "/api/tickets/")["results"] == before, "with the same tickets")
    check(again.inside("backend", SECRETS).split() == secrets, "and the same secrets")
    wait_for(lambda: suggestion(site)["source"] == "llm", "and the model, without another download", 60)
