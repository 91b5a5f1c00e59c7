"""Programs side by side, some at a time; each line says who wrote it."""

import asyncio
import os
from asyncio.subprocess import PIPE, STDOUT
from collections import deque

LAST = 20  # lines that are said again of one that failed: the others have long pushed them away


def run(commands, at_a_time, allowed=(0,)):
    """Whether all of {name: (command, its variables)} end with one of the codes allowed (bool).

    They begin in this order. The last lines of those that do not end so are said again.
    """
    outcomes = asyncio.run(_all(commands, at_a_time))
    failed = [lines for code, lines in outcomes if code not in allowed]
    for lines in failed:
        print("\nFailed:", *lines, sep="\n", flush=True)
    return not failed


async def _all(commands, at_a_time):
    slots = asyncio.Semaphore(at_a_time)
    width = max(map(len, commands))
    runs = (_one(slots, name.ljust(width), *command) for name, command in commands.items())
    return await asyncio.gather(*runs)


async def _one(slots, name, command, variables):
    async with slots:
        options = {"env": os.environ | variables, "stdout": PIPE, "stderr": STDOUT}
        process = await asyncio.create_subprocess_exec(*command, limit=2**20, **options)
        try:
            return await _told(name, process)
        finally:  # also when we are told to stop
            if process.returncode is None:
                process.terminate()


async def _told(name, process):
    """The exit code and the last lines of a process, all of which are printed."""
    last = deque(maxlen=LAST)
    async for line in process.stdout:
        last.append(f"{name} | {line.decode(errors='replace').rstrip()}")
        print(last[-1], flush=True)
    return await process.wait(), last
