"""What reads tickets has no way out."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from compose_test.stack import READS_TICKETS
from compose_test.telling import Failure, check


def nothing_leaves(stack):
    """A name that can be looked up outside, and only there.

    model-downloader shows that there is an outside; from where tickets are read it does not answer.
    """
    name = next((n for n in outside_names() if stack.works_inside("model-downloader", look_up(n))), None)
    if not name:
        raise Failure("model-downloader can look up no name at all, so this shows nothing")
    check(
        not who_can(stack, lambda _: look_up(name)), f"it looks up {name}; {', '.join(READS_TICKETS)} cannot"
    )
    check(who_can(stack, look_up) == [*READS_TICKETS], "but their own names, each of them")
    resolver = re.search(r"^nameserver (\S+)", Path("/etc/resolv.conf").read_text(), re.MULTILINE)[1]
    connect = f"timeout 3 bash -c 'exec 3<>/dev/tcp/{resolver}/53'"
    check(stack.works_inside("model-downloader", connect), f"model-downloader reaches {resolver}")
    check(not who_can(stack, lambda _: connect), f"{', '.join(READS_TICKETS)} cannot")
    unresolved = [s for s in READS_TICKETS if stack.containers()[s]["HostConfig"]["Dns"] != ["192.0.2.1"]]
    check(not unresolved, "nor has any of them a resolver that the host could lend them")
    return name


def look_up(name):
    return f"RES_OPTIONS='timeout:3 attempts:1' timeout 20 getent ahosts {name}"


def who_can(stack, probe, services=READS_TICKETS):
    with ThreadPoolExecutor() as pool:
        able = pool.map(lambda service: stack.works_inside(service, probe(service)), services)
    return [service for service, can in zip(services, able, strict=True) if can]


def outside_names():
    """The hosts that this machine gets its Debian packages from."""
    sources = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    text = "\n".join(file.read_text() for file in sources if file.is_file())
    return re.findall(r"^(?:URIs:|deb)[^#\n]*?https?://([^/\s]+)", text, re.MULTILINE)
