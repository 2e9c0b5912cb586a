"""Let many visitors use one server at once, and see what it costs.

Run it with ``pip install -e '.[test]'`` and ``python tests/benchmarks/crowding.py``. So many
sessions click a place every two seconds, beside as many at a page whose component only echoes:
printed are the milliseconds until the server has answered, the faults, and the megabytes that a
session takes. Then so many sessions come one after the other, a few at a time, click and leave, as
in an hour; the memory of the server is told after each sixth of them. Streamlit keeps sessions
that have left for a while, so that it grows at first.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from browsing import PAGES, running, spread
from driving import Server
from visiting import Visitor, visiting

from corridors.workspace import open_workspace

EVERY = 2.0  # seconds between the clicks of a visitor
AT_ONCE = 10
FEATURES = tuple(open_workspace().atlas.features)
Act = Callable[[Visitor], Awaitable[float]]


def clicked(visitor: Visitor) -> Awaitable[float]:
    """Click any place of the map."""
    return visitor.tell("map", "clicked", random.choice(FEATURES))


def echoed(visitor: Visitor) -> Awaitable[float]:
    """Press the button that is echoed."""
    return visitor.tell("echo", "said", str(random.random()))


def memory(server: Server) -> float:
    """Return the resident memory of a server in megabytes, as Linux tells it."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def crowd(server: Server, act: Act, visitors: int, clicks: int) -> dict[str, Any]:
    """Let visitors come and click, each in its own time."""
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(visiting(server.url))
        await first.open()
        before = memory(server)
        crowd = [first]
        opening = []
        for _ in range(visitors - 1):
            one = await stack.enter_async_context(visiting(server.url))
            opening.append(await one.open())
            crowd.append(one)

        async def use(visitor: Visitor) -> list[float]:
            await asyncio.sleep(random.random() * EVERY)
            taken = []
            for _ in range(clicks):
                due = time.perf_counter() + EVERY
                taken.append(await act(visitor))
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
            return taken

        taken = [one for each in await asyncio.gather(*map(use, crowd)) for one in each]
        faults = [fault for visitor in crowd for fault in visitor.faults]
        return {
            "answer, ms": spread([1000 * one for one in taken]),
            "opening, ms": round(1000 * statistics.median(opening), 1),
            "faults": faults[:5],
            "megabytes": round(memory(server), 1),
            "megabytes a session": round((memory(server) - before) / (visitors - 1), 2),
        }


async def hour(server: Server, act: Act, sessions: int) -> list[float]:
    """Let sessions come, click thrice and leave; return the memory after each sixth of them."""
    left = asyncio.Semaphore(AT_ONCE)

    async def come() -> None:
        async with left, visiting(server.url) as visitor:
            await visitor.open()
            for _ in range(3):
                await act(visitor)

    found = [round(memory(server), 1)]
    for _ in range(6):
        await asyncio.gather(*(come() for _ in range(sessions // 6)))
        found.append(round(memory(server), 1))
    return found


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--clicks", type=int, default=30)
    parser.add_argument("--sessions", type=int, default=1200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        with running(Path(folder) / "echo", PAGES / "echo.py") as server:
            result["echo"] = asyncio.run(crowd(server, echoed, options.visitors, options.clicks))
        with running(Path(folder) / "ours") as server:
            result["ours"] = asyncio.run(crowd(server, clicked, options.visitors, options.clicks))
            result["ours"]["an hour, megabytes"] = asyncio.run(
                hour(server, clicked, options.sessions)
            )
    print(json.dumps(result, indent=2))
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
