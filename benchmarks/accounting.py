"""What processes used, from the kernel's own books: clocks and `/proc/PID/stat` for CPU, `/proc/PID/status` for memory."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")
# Fields of /proc/PID/stat counted from the state, which follows the name: proc(5) numbers them from 3.
_PARENT, _USER, _SYSTEM, _ENDED_CHILDREN_USER, _ENDED_CHILDREN_SYSTEM = 1, 11, 12, 13, 14


def cpu_s(pid: int) -> float:
    """CPU seconds of a process so far, all its threads and those that have ended, user and system.

    By its CPU clock, which counts nanoseconds: `/proc/PID/stat` counts hundredths of a second, many requests each. Raises
    `ProcessLookupError` for a process that is gone.
    """
    clock = ctypes.c_int()
    if error := ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise ProcessLookupError(error, f"process {pid} has no CPU clock")
    return time.clock_gettime(clock.value)


def family_cpu_s(pid: int) -> float:
    """CPU seconds of a process and its children, also those that have ended: PostgreSQL's server with its backends."""
    fields = _stat(pid)
    ticks = sum(int(fields[at]) for at in (_USER, _SYSTEM, _ENDED_CHILDREN_USER, _ENDED_CHILDREN_SYSTEM))
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                child = _stat(int(folder.name))
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
            if int(child[_PARENT]) == pid:
                ticks += int(child[_USER]) + int(child[_SYSTEM])
    return ticks / TICKS_PER_S


def memory_mb(pid: int) -> tuple[float, float]:
    """Resident memory of a process now, and the most it ever had, in MB."""
    lines = (_PROC / str(pid) / "status").read_text().splitlines()
    values = {name: rest for name, _, rest in (line.partition(":") for line in lines)}
    return int(values["VmRSS"].split()[0]) / 1024, int(values["VmHWM"].split()[0]) / 1024


def _stat(pid: int) -> list[str]:
    # The name, second, is in parentheses and may hold blanks: what follows the last one is safe to split.
    return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
