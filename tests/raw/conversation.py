"""What a browser's tab knows while it speaks with Streamlit's server, without any input or output.

`receive` takes in what the server sends, `open`, `follow`, `choose` and `press` give what the tab would send. So one
and the same conversation serves a test that blocks and a benchmark that holds a hundred sessions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

import pyarrow as pa
from google.protobuf.message import Message
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.raw import widgets

Place = tuple[int, ...]
_MEDIA = re.compile(r"/media/[0-9a-f]+\.\w+")


class Drawn(NamedTuple):
    """An element on the page: what it is, the run that drew it, the fragment that it belongs to (or none)."""

    element: Element
    run: str
    fragment: str


class Conversation:
    """One tab: the session's id, what stands on its page, and what it would send."""

    def __init__(self, *, colour_scheme: str = "light", url: str = "") -> None:
        self.session_id = ""
        self.drawn: dict[Place, Drawn] = {}
        self.redirects: list[str] = []
        self.page_not_found = False
        self.compile_error = False
        self.query = ""
        #: Answers to requests for upload addresses, by request.
        self.upload_urls: dict[str, list[tuple[str, str]]] = {}
        self.received = 0
        self._scheme, self._url = colour_scheme, url
        self._page_hash = self._page_name = ""
        self._run = ""
        self._states: dict[str, WidgetState] = {}
        self._takes: dict[str, Callable[[ForwardMsg], None]] = {
            "new_session": self._begin,
            "delta": self._draw,
            "navigation": lambda message: setattr(self, "_page_hash", message.navigation.page_script_hash),
            "auth_redirect": lambda message: self.redirects.append(message.auth_redirect.url),
            "page_not_found": lambda message: setattr(self, "page_not_found", True),
            "page_info_changed": lambda message: setattr(self, "query", message.page_info_changed.query_string),
            "file_urls_response": self._note_urls,
        }

    def receive(self, data: bytes) -> bool:
        """Take in a message; True where it ends a run that was not interrupted."""
        self.received += len(data)
        message = ForwardMsg.FromString(data)
        kind = str(message.WhichOneof("type"))
        if kind == "script_finished":
            return self._end(message)
        if kind in self._takes:
            self._takes[kind](message)
        return False

    def open(self, page: str = "", query: str = "") -> bytes:
        """The first message of a tab that was opened at `/page?query`."""
        self._page_name, self._page_hash, self.query = page, "", query
        return self._rerun()

    def follow(self, page: str) -> bytes:
        """A click on the navigation's link to a page ("" is the first one)."""
        link = next(
            one.element.page_link
            for one in self.drawn.values()
            if one.element.WhichOneof("type") == "page_link" and one.element.page_link.page == page
        )
        self._page_hash = link.page_script_hash
        return self._rerun()

    def choose(self, key: str, value: str | Sequence[str]) -> bytes:
        """Another choice in the widget `key`: labels as the page shows them, days as YYYY-MM-DD."""
        one = self.widget(key)
        state = widgets.chosen(one.element, value)
        self._states[state.id] = state
        if named := getattr(widgets.inner(one.element), "query_param_key", ""):
            kept = [pair for pair in parse_qsl(self.query) if pair[0] != named]
            several = [value] if isinstance(value, str) else value
            self.query = urlencode(kept + [(named, label) for label in several])
        return self._rerun(fragment=one.fragment)

    def press(self, key: str) -> bytes:
        """A click on the button `key`."""
        one = self.widget(key)
        return self._rerun(fragment=one.fragment, also=widgets.pressed(one.element))

    def ask_for_upload(self, names: Sequence[str]) -> bytes:
        """Ask where files may be sent; the answer stands in `upload_urls[""]` afterwards."""
        message = BackMsg()
        message.file_urls_request.session_id = self.session_id
        message.file_urls_request.file_names.extend(names)
        return bytes(message.SerializeToString())

    def uploaded(self, key: str, name: str, size: int, file_id: str, url: str) -> bytes:
        """Tell the page that a file has been sent for its uploader `key`."""
        one = self.widget(key)
        state = WidgetState(id=widgets.identity(one.element))
        told = state.file_uploader_state_value.uploaded_file_info.add(name=name, size=size, file_id=file_id)
        told.file_urls.file_id, told.file_urls.upload_url, told.file_urls.delete_url = file_id, url, url
        self._states[state.id] = state
        return self._rerun(fragment=one.fragment)

    def widget(self, key: str) -> Drawn:
        """The widget that the page gave this key.

        Raises:
            KeyError: no such widget stands on the page.
        """
        for one in self.drawn.values():
            if widgets.key(one.element) == key:
                return one
        raise KeyError(f"no widget {key!r} among {sorted(filter(None, map(widgets.key, self.elements())))}")

    def elements(self) -> Iterator[Element]:
        """What stands on the page, in the order of its places."""
        return (self.drawn[place].element for place in sorted(self.drawn))

    @property
    def text(self) -> str:
        """Every word that the page sent: texts, labels, options, specifications, the cells of tables and charts."""
        return "\n".join(word for element in self.elements() for word in _words(element))

    @property
    def media(self) -> set[str]:
        """The addresses of downloads and pictures on the page."""
        return set(_MEDIA.findall(self.text))

    @property
    def errors(self) -> list[str]:
        """What failed: tracebacks that were sent, and the page's own sentence that it could not be shown."""
        found = ["the script does not compile"] if self.compile_error else []
        for element in self.elements():
            if element.WhichOneof("type") == "exception":
                found.append(f"{element.exception.type}: {element.exception.message}")
            elif element.WhichOneof("type") == "alert" and element.alert.format == Alert.Format.ERROR:
                found.append(element.alert.body)
        return found

    def _rerun(self, *, fragment: str = "", also: WidgetState | None = None) -> bytes:
        message = BackMsg()
        asked = message.rerun_script
        # Only the first message of a tab names the page by its address; later ones by what the server called it.
        asked.query_string, asked.page_script_hash = self.query, self._page_hash
        asked.page_name = "" if self._page_hash else self._page_name
        asked.fragment_id = fragment
        asked.widget_states.widgets.extend(self._reported())
        if also:
            asked.widget_states.widgets.append(also)
        context = asked.context_info
        context.timezone, context.timezone_offset, context.locale = "Asia/Shanghai", -480, "zh-CN"
        context.color_scheme, context.url = self._scheme, self._url
        self.page_not_found = False
        return bytes(message.SerializeToString())

    def _reported(self) -> Iterator[WidgetState]:
        for element in self.elements():
            known = self._states.get(widgets.identity(element))
            if state := known or widgets.shown(element):
                yield state

    def _begin(self, message: ForwardMsg) -> None:
        self.session_id = message.new_session.initialize.session_id or self.session_id
        self._page_hash = message.new_session.page_script_hash
        self._run = message.metadata.run.script_run_id

    def _draw(self, message: ForwardMsg) -> None:
        place, delta = tuple(message.metadata.delta_path), message.delta
        if delta.WhichOneof("type") == "new_element":
            self.drawn[place] = Drawn(delta.new_element, self._run, delta.fragment_id)
            # What the server set (a filter of the link) stays set, though it is said only once.
            if getattr(widgets.inner(delta.new_element), "set_value", False) and (
                state := widgets.shown(delta.new_element)
            ):
                self._states[state.id] = state
        elif delta.WhichOneof("type") == "add_block":
            # A block in an element's place takes it; a block in a block's place keeps what is drawn anew.
            self.drawn.pop(place, None)

    def _end(self, message: ForwardMsg) -> bool:
        status, run = message.script_finished, message.metadata.run
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return False
        self.compile_error = status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
        fragments = set(run.fragment_ids)
        for place, one in list(self.drawn.items()):
            # What was not drawn anew is gone: all of the page, or of the fragments that were run.
            if one.run != run.script_run_id and (not fragments or one.fragment in fragments):
                del self.drawn[place]
        return True

    def _note_urls(self, message: ForwardMsg) -> None:
        answer = message.file_urls_response
        self.upload_urls[answer.response_id] = [(one.file_id, one.upload_url) for one in answer.file_urls]


def _words(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        several = value if field.is_repeated else [value]
        for one in several:
            if isinstance(one, Message):
                yield from _words(one)
            elif isinstance(one, str):
                yield one
            elif isinstance(one, bytes):
                yield from _cells(one)


def _cells(data: bytes) -> Iterator[str]:
    try:
        table = pa.ipc.open_stream(data).read_all()
    except pa.ArrowInvalid:
        return
    for column in table.columns:
        yield from (str(value) for value in column.to_pylist() if value is not None)
