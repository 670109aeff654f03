"""What processes have used of the CPU and of memory: read where Linux tells it."""

import os
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds


def of_group(leader: int) -> float:
    """Milliseconds of CPU that the processes of a group have used so far."""
    return sum(_used(fields) for _, fields in _processes() if int(fields[2]) == leader)


def of_family(parent: int) -> float:
    """The same of a process and its children, also of those that have ended."""
    return sum(
        _used(fields) + (_used_by_ended(fields) if pid == parent else 0)
        for pid, fields in _processes()
        if parent in (pid, int(fields[1]))
    )


def memory_of_group(leader: int) -> float:
    """Megabytes, what processes share counted once."""
    pids = [pid for pid, fields in _processes() if int(fields[2]) == leader]
    return sum(_proportional_kilobytes(pid) for pid in pids) / 1024


def parent_of(pid: int) -> int:
    return int(_fields(pid)[1])


def _processes() -> list[tuple[int, list[str]]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found.append((int(folder.name), _fields(int(folder.name))))
        except OSError:  # it has ended meanwhile
            continue
    return found


def _fields(pid: int) -> list[str]:
    """From the state on, the third in proc(5)."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _used(fields: list[str]) -> float:
    return (int(fields[11]) + int(fields[12])) * TICK


def _used_by_ended(fields: list[str]) -> float:
    return (int(fields[13]) + int(fields[14])) * TICK


def _proportional_kilobytes(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
