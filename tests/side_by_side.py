"""Programs side by side, some at a time; each line says who wrote it."""

import asyncio
import os
from asyncio.subprocess import PIPE, STDOUT


def run(commands, at_a_time):
    """The exit codes (list of int) of {name: (command, its variables)}, begun in this order."""
    return asyncio.run(_all(commands, at_a_time))


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
            async for line in process.stdout:
                print(name, "|", line.decode(errors="replace"), end="", flush=True)
            return await process.wait()
        finally:  # also when we are told to stop
            if process.returncode is None:
                process.terminate()
