"""Slack's side of many slash commands: signed requests over kept connections, each timed."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from sandbox.slack.wire import COMMAND, Request, signed_headers

HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Round:
    """The durations of a round's requests, in milliseconds, shortest first."""

    times: list[float]

    def percentile(self, hundredths: int) -> float:
        return self.times[min(len(self.times) - 1, len(self.times) * hundredths // 100)]


def claims(numbers: Sequence[int], secret: str) -> list[bytes]:
    """Return the requests of `/claim <number>`, ready to be written to a socket; good for five minutes."""
    return [_request(number, secret) for number in numbers]


async def fire(url: str, requests: Sequence[bytes], connections: int) -> Round:
    """Send the requests over so many connections, each with one under way at a time. Raise RuntimeError when one
    is answered by anything but a claimed case."""
    waiting = iter(requests)
    times = await asyncio.gather(*(_connection(url, waiting) for _ in range(connections)))
    return Round(sorted(time for each in times for time in each))


async def _connection(url: str, waiting: Iterator[bytes]) -> list[float]:
    where = urlsplit(url)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    times = []
    for request in waiting:
        start = time.perf_counter()
        writer.write(request)
        status, body = await _answer(reader)
        times.append((time.perf_counter() - start) * 1000)
        if status != b"200" or b"is yours" not in body:
            raise RuntimeError(f"not claimed: {status.decode()} {body.decode()[:200]}")
    writer.close()
    await writer.wait_closed()
    return times


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(HEAD_END)
    _, _, after = head.lower().partition(b"content-length: ")
    return head[9:12], await reader.readexactly(int(after.partition(b"\r\n")[0]))


def _request(number: int, secret: str) -> bytes:
    fields = {
        "command": "/claim",
        "text": str(number),
        "user_id": "U0PRIYA",
        "user_name": "priya",
        "channel_id": "C0SERVICE",
        "channel_name": "service",
        "team_id": "T0LARKSPUR",
        "team_domain": "larkspur",
        "api_app_id": "A0BATON",
        "trigger_id": f"{number}.1.bench",
        "response_url": "http://127.0.0.1/commands/bench",
    }
    content_type, body = "application/x-www-form-urlencoded", urlencode(fields)
    headers = signed_headers(secret, Request(COMMAND, fields), content_type, body)
    headers |= {"Host": "127.0.0.1", "Content-Length": str(len(body))}
    lines = ["POST /slack/events HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + HEAD_END + body.encode()
