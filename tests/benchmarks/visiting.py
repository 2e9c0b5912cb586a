"""A visitor without a browser: speaks with Streamlit's server as its page does."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

_TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{}__events"


class Visitor:
    """One session. `faults` has what the page showed as an error.

    Parameters
    ----------
    socket
        A connection to the server.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._components: dict[str, tuple[str, str]] = {}
        self.faults: list[str] = []

    async def open(self, query: str = "") -> float:
        """Open the page; return the seconds until it stands."""
        message = BackMsg()
        message.rerun_script.query_string = query
        return await self._run(message)

    async def tell(self, component: str, event: str, value: object) -> float:
        """Let a component tell something; return the seconds until the page has followed."""
        key, fragment = self._components[component]
        message = BackMsg()
        message.rerun_script.fragment_id = fragment
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = _TRIGGERS.format(key)
        widget.json_trigger_value = json.dumps([{"event": event, "value": value}])
        return await self._run(message)

    async def _run(self, message: BackMsg) -> float:
        start = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while True:
            found = ForwardMsg.FromString(await self._socket.recv(decode=False))
            kind = found.WhichOneof("type")
            if kind == "delta":
                self._keep(found)
            elif kind == "script_finished":
                return time.perf_counter() - start

    def _keep(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "bidi_component":
            name = element.bidi_component.component_name.removeprefix("corridors_")
            self._components[name] = element.bidi_component.id, message.delta.fragment_id
        elif kind == "exception":
            self.faults.append(element.exception.message)
        elif kind == "alert":
            self.faults.append(element.alert.body)


@asynccontextmanager
async def visiting(url: str) -> AsyncIterator[Visitor]:
    """Connect to a page's server."""
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        yield Visitor(socket)
