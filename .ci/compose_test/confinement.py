"""Containers without rights, and secrets that stay where they belong."""

import json

from compose_test.suggestions import BILLING
from compose_test.telling import Failure, check

SECRETS = "cat /run/secrets/database/password; echo; cat /run/secrets/application/key"


def containers_are_confined(stack):
    containers = stack.containers()
    loose = [service for service, container in containers.items() if not is_confined(service, container)]
    if loose:
        raise Failure(f"not confined: {', '.join(loose)}")
    check(containers, f"all {len(containers)} containers are read-only, without capabilities and not root")
    check(containers, "each with bounds for memory, processes and its log")
    ports = {
        service: container["HostConfig"]["PortBindings"] or {} for service, container in containers.items()
    }
    addresses = [
        (service, b["HostIp"]) for service in ports for bound in ports[service].values() for b in bound
    ]
    check(addresses == [("frontend", "127.0.0.1")], "only frontend is published, on 127.0.0.1")


def is_confined(service, container):
    host, user = container["HostConfig"], container["Config"]["User"]
    tight = host["ReadonlyRootfs"] and host["CapDrop"] == ["ALL"] and host["Memory"] and host["PidsLimit"]
    bounded = host["LogConfig"]["Config"].keys() >= {"max-size", "max-file"}
    # `secrets` is gone when the first page is there.
    return (
        tight
        and bounded
        and "no-new-privileges:true" in host["SecurityOpt"]
        and (user or service == "secrets")
    )


def secrets_stay_secret(stack):
    secrets = stack.inside("backend", SECRETS).split()
    check(len(set(secrets)) == 2 and all(len(s) >= 40 for s in secrets), "both secrets were made")
    places = {
        "docker compose config": stack("config"),
        "the containers' settings": json.dumps(stack.containers()),
        "the logs": stack("logs", "--no-color"),
    }
    for name, text in places.items():
        check(not any(secret in text for secret in secrets), f"neither is in {name}")
    check(not stack.works_inside("db", "ls /run/secrets/application"), "the database does not see the key")
    return secrets


def logs_hold_no_ticket(site, stack):
    """Not even where something fails: a row that PostgreSQL refuses, a search that finds no backend."""
    change = f"update tickets_ticket set description = '{BILLING}', title = ''"
    refused = not stack.works_inside("db", f'psql -U hushdesk -c "{change}"')
    check(refused, "PostgreSQL refuses an empty title")
    stack("stop", "backend")
    answer = site.json("GET", "/api/tickets/?search=refund", status=503)
    check(answer["code"] == "unavailable", "a call that finds no backend is a 503 in JSON")
    stack.up()
    _, headers, _ = site.ask("POST", "/api/tickets/classify/", {"description": BILLING})
    logs = stack("logs", "--no-color").lower()
    check(answer["request_id"] in stack("logs", "--no-color", "frontend"), "whose id is in Caddy's log")
    check(headers["X-Request-ID"] in stack("logs", "--no-color", "triage"), "as others are in the backend's")
    silent = "charged twice" not in logs and "refund" not in logs
    check(silent, "no log holds a word of a ticket or of a search")
