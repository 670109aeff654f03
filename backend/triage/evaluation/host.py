"""What this host is, in a few words: a figure of speed says nothing without them."""

import os
import platform
import re
from pathlib import Path

CPU_FACTS = Path("/proc/cpuinfo")
GIGABYTE = 2**30  # as memory is sold


def host() -> str:
    """Such as "AMD Ryzen 7 7840U, 16 CPUs, 33 GB"; a container is told of its whole machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{_processor()}, {os.cpu_count()} CPUs, {memory / GIGABYTE:.0f} GB"


def _processor() -> str:
    """Its maker's name for it, without the trademarks; the architecture where the kernel tells none."""
    facts = CPU_FACTS.read_text() if CPU_FACTS.exists() else ""
    found = re.search(r"^model name\s*: (.+)$", facts, re.MULTILINE)
    name = found[1] if found else platform.processor() or platform.machine()
    return re.sub(r"\((R|TM)\)| CPU| Processor| @ .*", "", name).strip()
