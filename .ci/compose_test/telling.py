"""Saying what was found, and failing."""

import time


class Failure(Exception):
    pass


def say(text):
    print(f"compose-test: {text}", flush=True)


def check(holds, text):
    if not holds:
        raise Failure(f"not so: {text}")
    say(f"ok  {text}")


def wait_for(look, what, seconds):
    """Ask until the answer is something; say how long that took."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if answer := look():
            say(f"ok  {what} (after {time.monotonic() - started:.1f} s)")
            return answer
        time.sleep(0.2)
    raise Failure(f"{what}: not within {seconds} s")
