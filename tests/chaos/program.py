"""`moderator` as a process, which is killed and started again."""

import asyncio
import sys
from contextlib import suppress

NOWHERE = {"stdout": asyncio.subprocess.DEVNULL, "stderr": asyncio.subprocess.DEVNULL}


class Program:
    """One command, as often as it is started; `pipes` says what becomes of what it says."""

    pipes = NOWHERE

    def __init__(self, *words):
        self._words, self.process = words, None

    async def start(self):
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "moderator", *self._words, **self.pipes
        )

    async def kill(self):
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
