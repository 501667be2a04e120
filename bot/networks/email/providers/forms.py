"""Forms as providers post them: URL-encoded, or multipart with the attachments as files (RFC 7578)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import parse_qsl

from bot.networks import HookCall
from bot.networks.email.letters import Attachment

MOST_FIELDS = 1_000


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form as they came, each with its first value, and what is known of the files."""

    fields: dict[str, bytes]
    files: tuple[Attachment, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.fields[name].decode()

    def get(self, name: str, charset: str = "utf-8") -> str:
        """The text of a field, "" without one. A charset nobody knows is taken for UTF-8."""
        try:
            return self.fields.get(name, b"").decode(charset, "replace")
        except LookupError:
            return self.fields.get(name, b"").decode("utf-8", "replace")


def read_form(call: HookCall) -> Form:
    """The form in a request. Raises ValueError when the body is none."""
    head = Message()
    head["Content-Type"] = call.headers.get("content-type", "")
    if head.get_content_type() == "multipart/form-data":
        boundary = head.get_boundary()
        if not boundary:
            raise ValueError("a multipart form without a boundary")
        return _gathered(_parts(call.body, boundary.encode("ascii", "replace")))
    pairs = parse_qsl(call.body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    return Form({name: value.encode("utf-8", "replace") for name, value in reversed(pairs)})


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Message, bytes]]:
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary, MOST_FIELDS)
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        yield BytesHeaderParser().parsebytes(head), content


def _gathered(parts: Iterator[tuple[Message, bytes]]) -> Form:
    fields: dict[str, bytes] = {}
    files: list[Attachment] = []
    for head, content in parts:
        name = head.get_param("name", header="content-disposition")
        filename = head.get_filename()
        if filename is not None:
            files.append(Attachment(filename, len(content)))
        elif isinstance(name, str):
            fields.setdefault(name, content)
    return Form(fields, tuple(files))
