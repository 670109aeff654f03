"""What `make bundle` wrote installs Hushdesk where there is no network."""

import contextlib
import subprocess
import time

from compose_test.backups import make
from compose_test.stack import BUILT, PROJECT, run
from compose_test.suggestions import UNLABELLED, suggestion
from compose_test.telling import Failure, check, say, wait_for


def a_bundle_installs_without_a_network(site, stack):
    stack.lab("model-downloader", pull=3)
    wait_for(lambda: model_state(site) == "ready", "the model is there, to be bundled", 60)
    make(stack, "bundle", f"TO={stack.folder}")
    bundle = stack.folder / f"hushdesk-{PROJECT}"
    stack("down", "-v", "-t", "5")
    run("docker", "image", "rm", *(f"hushdesk-{name}:{PROJECT}" for name in BUILT))
    # Its name is the project's, so that all of it is removed in the end.
    target = stack.folder / "installed" / PROJECT
    target.mkdir(parents=True)
    (target / ".env").write_text(f"HUSHDESK_PORT={stack.env['HUSHDESK_PORT']}\n")
    a_damaged_file_is_named(stack, bundle, target)
    with pulled_images() as pulled:
        install(stack, bundle, target)
    check(pulled == [], "Docker was asked to pull nothing")
    number = site.json("POST", "/api/tickets/", UNLABELLED, status=201)["id"]
    check(number, "a ticket is filed there")
    wait_for(lambda: suggestion(site)["source"] == "llm", "and the bundled model suggests", 60)


def model_state(site):
    return site.json("GET", "/api/triage/status/")["state"]


def install(stack, bundle, target):
    """As an operator would, but from a network of its own that has nothing in it."""
    env = {name: value for name, value in stack.env.items() if not name.startswith("HUSHDESK_")}
    started = time.monotonic()
    run("unshare", "--net", "sh", str(bundle / "install.sh"), str(target), env=env, seconds=580)
    say(f"`sh install.sh` took {time.monotonic() - started:.0f} s")


def a_damaged_file_is_named(stack, bundle, target):
    file = bundle / "models.tar"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"x")
    try:
        install(stack, bundle, target)
    except Failure as failure:
        check("models.tar: FAILED" in str(failure), "a damaged file is refused by its name")
    else:
        raise Failure("a damaged bundle was installed")
    finally:
        file.write_bytes(whole)


@contextlib.contextmanager
def pulled_images():
    """The images that Docker's engine fetches from elsewhere meanwhile, whoever asks it to."""
    command = ["docker", "events", "--filter", "type=image", "--filter", "event=pull", "--format", "{{.Actor.ID}}"]
    events = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    pulled = []
    try:
        yield pulled
    finally:
        events.terminate()
        pulled += events.communicate()[0].split()
