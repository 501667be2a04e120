"""Cost of hostile requests: memory and stalls of `python -m bot serve` for each endpoint and each attack."""

import argparse
import asyncio
import base64
import gzip
import json
import socket
import tempfile
import threading
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bench.children import python, settings, world
from sandbox import Sandbox

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
MEMORY_MB, STALL_MS = 40, 200
# How long an attack may go on, and how long its connections are held open after the last byte, in seconds.
LONGEST, HELD = 40.0, 3.0
SIGNING_KEY, APP_SECRET, WEBHOOK_SECRET = "m" * 32, "f" * 32, "w" * 32
USER_PASSWORD = "larkspur:postmark"
SENDGRID_PUBLIC_KEY = base64.b64encode(
    generate_private_key(SECP256R1())
    .public_key()
    .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
).decode()
MAILGUN, POSTMARK, SENDGRID = (f"/hooks/email/{name}" for name in ("mailgun", "postmark", "sendgrid"))
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
MULTIPART = "multipart/form-data; boundary=xYz"

Pieces = Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Attack:
    """One kind of hostile request."""

    #: Its name in the results.
    name: str
    #: The path of the endpoint.
    path: str
    #: Yields the bytes of the body.
    pieces: Pieces
    #: The Content-Length to declare; None for no such header.
    length: int | None = None
    #: Headers beside Host.
    headers: tuple[str, ...] = ()
    #: How many connections send it at once.
    connections: int = 1
    #: The HTTP method.
    method: str = "POST"
    #: A head to send in place of the usual one.
    raw_head: bytes = b""
    #: The connection stays open after the bytes were sent.
    held: bool = False

    @property
    def inbound(self) -> str:
        """Return the mail service the server has to be set up for."""
        return next((name for name in ("postmark", "sendgrid") if self.path.endswith(name)), "mailgun")

    def head(self) -> bytes:
        if self.raw_head:
            return self.raw_head
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: 127.0.0.1", *self.headers]
        if self.length is not None:
            lines.append(f"Content-Length: {self.length}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


def repeated(unit: bytes, total: int, first: bytes = b"", last: bytes = b"") -> Pieces:
    """Yield about `total` bytes of `unit` between `first` and `last`, in chunks."""

    def pieces() -> Iterator[bytes]:
        piece = unit * max(1, CHUNK // len(unit))
        yield first
        for _ in range(max(1, total // len(piece))):
            yield piece
        yield last

    return pieces


def length_of(pieces: Pieces) -> int:
    return sum(len(piece) for piece in pieces())


def sized(name: str, path: str, kind: str, pieces: Pieces, **rest: object) -> Attack:
    headers = (f"Content-Type: {kind}", *rest.pop("headers", ()))  # type: ignore[misc]
    return Attack(name, path, pieces, length_of(pieces), headers, **rest)  # type: ignore[arg-type]


def chunked(pieces: Pieces, extension: bytes = b"") -> Pieces:
    """Return the same body in HTTP chunks."""

    def framed() -> Iterator[bytes]:
        for piece in pieces():
            if piece:
                yield f"{len(piece):x}".encode() + extension + b"\r\n" + piece + b"\r\n"

    return framed


def once(body: bytes) -> Pieces:
    return lambda: iter([body])


def _packed(kind: str, unpacked: int) -> bytes:
    if kind == "gzip":
        return gzip.compress(bytes(64 * MEGABYTE)) * max(1, unpacked // (64 * MEGABYTE))
    packer = zlib.compressobj()
    return (
        b"".join(packer.compress(bytes(64 * MEGABYTE)) for _ in range(unpacked // (64 * MEGABYTE)))
        + packer.flush()
    )


def attacks() -> list[Attack]:
    """Return each attack with each endpoint that it fits."""
    big = 31 * MEGABYTE
    part = b'--xYz\r\nContent-Disposition: form-data; name="body-plain"\r\n\r\n'
    basic = "Authorization: Basic bGFya3NwdXI6cG9zdG1hcms="
    zipped = _packed("gzip", 1024 * MEGABYTE)
    deflated = _packed("deflate", 512 * MEGABYTE)
    every = (
        "/slack/events",
        "/hooks/webhook",
        "/hooks/facebook",
        "/private/x",
        MAILGUN,
        "/nowhere",
        "/healthz",
    )
    return [
        sized("31 MB form of %41", MAILGUN, FORM, repeated(b"%41", big, b"body-plain=")),
        sized("31 MB of fields", MAILGUN, FORM, repeated(b"a=b&", big)),
        sized("31 MB of &", MAILGUN, FORM, repeated(b"&", big)),
        sized("31 MB of +", MAILGUN, FORM, repeated(b"+", big, b"body-plain=")),
        sized("31 MB name of a field", MAILGUN, FORM, repeated(b"n", big)),
        sized("30 MB of header lines", MAILGUN, MULTIPART, repeated(b"A: b\r\n", big, b"--xYz\r\n")),
        sized("31 MB header of a part", MAILGUN, MULTIPART, repeated(b"a", big, b"--xYz\r\nA: ")),
        sized("31 MB in one part", MAILGUN, MULTIPART, repeated(b"x", big, part)),
        sized("31 MB of nearly boundaries", MAILGUN, MULTIPART, repeated(b"\r\n--xY", big, part)),
        sized("600,000 parts", MAILGUN, MULTIPART, repeated(part + b"x\r\n", big)),
        sized("31 MB, no boundary", MAILGUN, "multipart/form-data", repeated(b"x", big)),
        sized("31 MB unsigned form", SENDGRID, MULTIPART, repeated(b"x", big, part)),
        sized("31 MB without password", POSTMARK, JSON, repeated(b"[", big)),
        sized(
            "31 MB attachment, signed in",
            POSTMARK,
            JSON,
            repeated(b"QUFB", big, b'{"A":"', b'"}'),
            headers=(basic,),
        ),
        sized("31 MB of [, signed in", POSTMARK, JSON, repeated(b"[", big), headers=(basic,)),
        sized("31 MB of {}, signed in", POSTMARK, JSON, repeated(b"{},", big, b"[", b"1]"), headers=(basic,)),
        sized(
            "31 MB of escapes, signed in",
            POSTMARK,
            JSON,
            repeated(b"\\n", big, b'{"A":"', b'"}'),
            headers=(basic,),
        ),
        sized(
            "20 x 31 MB held open",
            MAILGUN,
            FORM,
            repeated(b"%41", big, b"body-plain="),
            connections=20,
            held=True,
        ),
        *(
            sized("4 MB of nothing", path, JSON, repeated(b" ", 4 * MEGABYTE))
            for path in ("/slack/events", "/hooks/webhook", "/hooks/facebook", "/private/x")
        ),
        *(
            sized("1 MB of gzip (1 GB)", path, JSON, once(zipped), headers=("Content-Encoding: gzip",))
            for path in every
        ),
        *(
            sized(
                "0.5 MB of deflate (512 MB)",
                path,
                JSON,
                once(deflated),
                headers=("Content-Encoding: deflate",),
            )
            for path in ("/nowhere", "/hooks/facebook")
        ),
        *(
            Attack(
                "endless chunks",
                path,
                chunked(repeated(b"x", 200 * MEGABYTE)),
                None,
                ("Transfer-Encoding: chunked",),
            )
            for path in ("/hooks/webhook", MAILGUN, "/nowhere")
        ),
        Attack(
            "long chunk extensions",
            "/hooks/webhook",
            chunked(repeated(b"x", MEGABYTE), b";" + b"e" * 200_000),
            None,
            ("Transfer-Encoding: chunked",),
        ),
        sized("deep JSON", "/hooks/webhook", JSON, repeated(b"[", MEGABYTE)),
        sized("a number of 1 MB", "/hooks/webhook", JSON, repeated(b"9", MEGABYTE)),
        sized("invalid UTF-8", "/slack/events", FORM, repeated(b"\xff", MEGABYTE, b"payload=")),
        Attack(
            "300 half heads",
            "/slack/events",
            once(b""),
            raw_head=b"POST /slack/events HTTP/1.1\r\nHost: x\r\nA: ",
            connections=300,
            held=True,
        ),
        Attack(
            "300 half bodies",
            "/slack/events",
            once(b"payload="),
            1000,
            (f"Content-Type: {FORM}",),
            300,
            held=True,
        ),
        Attack(
            "300 half letters", MAILGUN, once(b"body-plain="), big, (f"Content-Type: {FORM}",), 300, held=True
        ),
        Attack(
            "a header of 16 MB",
            "/healthz",
            once(b""),
            raw_head=b"GET /healthz HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 16 * MEGABYTE,
        ),
        Attack(
            "100,000 headers",
            "/healthz",
            once(b""),
            raw_head=b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 100_000,
        ),
        Attack(
            "an address of 8 MB",
            "/healthz",
            once(b""),
            raw_head=b"GET /" + b"a" * 8 * MEGABYTE + b" HTTP/1.1\r\n\r\n",
        ),
        Attack(
            "10,000 requests in one piece",
            "/healthz",
            once(b""),
            raw_head=b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 10_000,
        ),
        Attack("two lengths", "/hooks/webhook", once(b"{}"), 2, ("Content-Length: 40",)),
    ]


def heartbeat(port: int, stopped: Event, told: Connection) -> None:
    """Request /healthz until `stopped`; return the slowest answer in seconds, and how many failed."""
    worst, lost = 0.0, 0
    while not stopped.wait(0.02):
        start = time.perf_counter()
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                lost += b" 200 " not in line.recv(1000)
        except OSError:
            lost += 1
        worst = max(worst, time.perf_counter() - start)
    told.send((worst, lost))


@contextmanager
def beating(port: int) -> Iterator[list[tuple[float, int]]]:
    """Run a heartbeat in a separate process; its result is in the list after the block."""
    processes = get_context("spawn")
    stopped, (here, there) = processes.Event(), processes.Pipe()
    seen: list[tuple[float, int]] = []
    process = processes.Process(target=heartbeat, args=(port, stopped, there), daemon=True)
    process.start()
    time.sleep(0.5)
    try:
        yield seen
    finally:
        stopped.set()
        if here.poll(15):
            seen.append(here.recv())
        process.join(15)


def strike(port: int, attack: Attack) -> str:
    """Send the attack over its connections, from as many threads; the status line of the first answer."""
    said: list[str] = []
    threads = [
        threading.Thread(target=_send, args=(port, attack, said), daemon=True)
        for _ in range(attack.connections)
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + LONGEST
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return said[0] if said else "no answer"


def _send(port: int, attack: Attack, said: list[str]) -> None:
    deadline = time.monotonic() + LONGEST
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST) as line:
        line.settimeout(5)
        with suppress(OSError):
            line.sendall(attack.head())
            for piece in attack.pieces():
                if time.monotonic() > deadline:
                    return
                line.sendall(piece)
        if attack.held:
            time.sleep(HELD)
            return
        with suppress(OSError):
            line.settimeout(10)
            if answer := line.recv(200):
                said.append(answer.split(b"\r\n")[0].decode("latin-1"))


@asynccontextmanager
async def server(sandbox: Sandbox, folder: Path, inbound: str) -> AsyncIterator[tuple[int, int]]:
    """Run `python -m bot serve` with every endpoint on; yield its port and process id."""
    more = {
        "PUBLIC_URL": "https://baton.larkspur.example",
        "PUBLIC_NAME": "Larkspur",
        "LINK_SECRET": "l" * 32,
        "WEBHOOK_SECRET": WEBHOOK_SECRET,
        "META_APP_SECRET": APP_SECRET,
        "META_VERIFY_TOKEN": "v" * 32,
        "META_PAGE_ID": "1",
        "META_PAGE_TOKEN": "t" * 32,
        "META_API_URL": "http://127.0.0.1:9",
        "EMAIL_ADDRESS": "help@larkspur.example",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "EMAIL_INBOUND": inbound,
        "EMAIL_MAILGUN_SIGNING_KEY": SIGNING_KEY,
        "EMAIL_POSTMARK_USER_PASSWORD": USER_PASSWORD,
        "EMAIL_SENDGRID_PUBLIC_KEY": SENDGRID_PUBLIC_KEY,
    }
    url = f"sqlite:///{folder}/baton.db"
    async with python("-m", "bot", "serve", **settings(sandbox, url, **more)) as child:
        at = json.loads(await child.said("listening_on"))["listening_on"]
        yield urlsplit(at).port or 0, child.pid


async def growth(port: int, pid: int, attack: Attack) -> tuple[float, str]:
    """Return by how many megabytes a running server grew at its peak, and its answer."""
    before = _forget_peak(pid)
    answer = await asyncio.to_thread(strike, port, attack)
    return _peak(pid, before), answer


async def measured(sandbox: Sandbox, attack: Attack) -> tuple[float, float, int, str]:
    """Return the server's peak growth in megabytes, the longest stall in ms, failed health checks, and the answer."""
    with tempfile.TemporaryDirectory() as folder:
        async with server(sandbox, Path(folder), attack.inbound) as (port, pid):
            await asyncio.to_thread(_warm, port)
            before = _forget_peak(pid)
            answer, worst, lost = await asyncio.to_thread(_struck, port, attack)
            return _peak(pid, before), worst * 1000, lost, answer


def _struck(port: int, attack: Attack) -> tuple[str, float, int]:
    with beating(port) as seen:
        answer = strike(port, attack)
        time.sleep(0.3)
    worst, lost = seen[0] if seen else (float("inf"), 1)
    return answer, worst, lost


def _warm(port: int) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            line.recv(1000)


def _forget_peak(pid: int) -> int:
    """Reset the process's peak memory (Linux: proc(5), clear_refs); return its memory now, in bytes."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return int(psutil.Process(pid).memory_info().rss)


def _peak(pid: int, before: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return max(0.0, (int(line.split()[1]) * 1024 - before) / MEGABYTE)
    return 0.0


async def run(only: str = "") -> bool:
    """Print the table; whether every request kept within the contract."""
    kept = True
    print("| attack | door | answer | memory MB | stall ms | lost | |\n|---|---|---|---|---|---|---|")
    async with world() as sandbox:
        for attack in attacks():
            if only and only not in f"{attack.name} {attack.path}":
                continue
            memory, stall, lost, answer = await measured(sandbox, attack)
            fine = memory <= MEMORY_MB and stall <= STALL_MS and not lost
            kept = kept and fine
            cells = (
                attack.name,
                f"`{attack.path}`",
                answer,
                f"{memory:.1f}",
                f"{stall:.0f}",
                lost,
                "ok" if fine else "NO",
            )
            print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    return kept


def main() -> None:
    """Run the attacks. Raise SystemExit with status 1 when a target is missed."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--only", default="", help="only attacks whose name or door contains this")
    raise SystemExit(0 if asyncio.run(run(words.parse_args().only)) else 1)


if __name__ == "__main__":
    main()
