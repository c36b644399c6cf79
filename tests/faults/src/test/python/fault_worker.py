#!/usr/bin/env python3
"""The example worker with the handlers of the fault tests: those of FaultHandlers.java, which see."""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[5] / "examples/python-worker"))
import worker  # noqa: E402

EXECUTIONS = os.open(os.environ["FAULT_EXECUTIONS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)


def write(what, run):
    """Every line is one write, so that a kill leaves it whole or not at all."""
    os.write(EXECUTIONS, f"{what} {run.id} {run.attempt} {run.fence} {os.getpid()}\n".encode())


@worker.handler
def work(run, ms: int = 0):
    """Takes so many milliseconds."""
    write("begin", run)
    try:
        run.wait(ms / 1000)
    finally:
        write("end", run)
    return run.fence


@worker.handler
def gate(run, file: str):
    """Lasts until the file is there."""
    write("begin", run)
    try:
        while not os.path.exists(file):
            run.wait(0.02)
    finally:
        write("end", run)
    return run.fence


@worker.handler
def stubborn(run, file: str):
    """Lasts until the file is there, whatever it is told."""
    write("begin", run)
    while not os.path.exists(file):
        time.sleep(0.02)
    write("end", run)
    return run.fence


@worker.handler
def poison(run):
    """Kills its process."""
    write("begin", run)
    os._exit(9)


@worker.handler
def large(run, characters: int):
    """Returns so many characters."""
    write("begin", run)
    write("end", run)
    return "x" * characters


@worker.handler
def flood(run, lines: int):
    """Logs so many lines of a kilobyte."""
    write("begin", run)
    for number in range(lines):
        run.log(f"{number} ".ljust(1000, "."))
    write("end", run)
    return run.fence


if __name__ == "__main__":
    worker.main()
