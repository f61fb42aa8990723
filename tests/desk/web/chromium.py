"""A real browser for tests, without a window, spoken to over its own debugging protocol."""

import asyncio
import base64
import json
import shutil
import subprocess
import urllib.request
from contextlib import asynccontextmanager

from websockets.asyncio.client import connect

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
    "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-port=0", "--window-size=1200,700",
)  # fmt: skip


def found():
    """Give the browser's program, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Tab:
    """One page: what it loaded, what its terminal was sent, and its keys."""

    def __init__(self, socket):
        self.socket = socket
        self.loaded = []
        self.wrong = []
        self.drawn = b""
        self._answers = {}
        self._news = asyncio.Condition()

    async def listen(self):
        async for said in self.socket:
            message = json.loads(said)
            if "id" in message:
                self._answers[message["id"]] = message.get("result", {})
            else:
                self._note(message["method"], message["params"])
            async with self._news:
                self._news.notify_all()

    def _note(self, what, params):
        if what == "Network.requestWillBeSent":
            self.loaded.append(params["request"]["url"])
        elif what == "Network.webSocketFrameReceived" and params["response"]["opcode"] == 2:
            self.drawn += base64.b64decode(params["response"]["payloadData"])
        elif what == "Runtime.exceptionThrown" or (
            what == "Log.entryAdded" and params["entry"]["level"] == "error"
        ):
            self.wrong.append(params)

    async def ask(self, method, **params):
        number = len(self._answers) + 1
        await self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        await self.until(lambda: number in self._answers)
        return self._answers[number]

    async def until(self, true):
        async with asyncio.timeout(60), self._news:
            await self._news.wait_for(true)

    async def until_drawn(self, text):
        await self.until(lambda: text.encode() in self.drawn)

    async def press(self, key):
        self.drawn = b""
        await self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def picture(self):
        return base64.b64decode((await self.ask("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def browser(profile):
    """Run a browser; gives how a page is opened in it."""
    program = subprocess.Popen(  # noqa: ASYNC220 - it is started, not waited for
        [found(), *OPTIONS, f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
            port = await asyncio.to_thread(_port, program)
            reading = asyncio.to_thread(program.stderr.read)
            tasks.create_task(reading, name="read what the browser says")
            tabs = []

            async def open_page(url):
                request = urllib.request.Request(f"http://127.0.0.1:{port}/json/new", method="PUT")
                opened = await asyncio.to_thread(urllib.request.urlopen, request)
                with opened:
                    address = json.load(opened)["webSocketDebuggerUrl"]
                tab = Tab(await connect(address, max_size=None))
                tabs.append(tasks.create_task(tab.listen()))
                for domain in ("Network", "Runtime", "Log", "Page"):
                    await tab.ask(f"{domain}.enable")
                await tab.ask("Page.navigate", url=url)
                return tab

            yield open_page
            for listening in tabs:
                listening.cancel()
            program.terminate()
    finally:
        program.kill()
        await asyncio.to_thread(program.communicate)


def _port(program):
    for line in program.stderr:
        if "DevTools listening on" in line:
            return int(line.split("ws://")[1].split("/")[0].split(":")[1])
    raise AssertionError("the browser did not start")
