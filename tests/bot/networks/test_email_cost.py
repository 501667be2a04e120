"""What reading an email costs: bounded, however it is made."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# A real email of two megabytes; what it takes beside itself, over and above a small one read before it.
SIZE, MOST_MEGABYTES = 2_000_000, 40
# Each argument is read in a fork of its own: what one leaves behind is no room for the next.
PEAK = """
import json, os, sys

def megabytes(field):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field)) / 1024

def measure(piece, how):
    whole = prepared(piece * (SIZE // len(piece.encode())), how)
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")
    before = megabytes("VmRSS")
    read(whole, how)
    print(json.dumps([piece, how, megabytes("VmHWM") - before]), flush=True)

def measure_all():
    for piece, how in json.loads(sys.argv[1]):
        if child := os.fork():
            os.waitpid(child, 0)
        else:
            measure(piece, how)
            os._exit(0)

"""
CHILD = r"""
from datetime import UTC, datetime
from bot.networks.email.message import InboundEmail
from bot.networks.email.posts import mention_of

HEADERS = {"content-type": "text/plain; format=flowed"}

def prepared(whole, kind):
    return whole

def read(whole, kind):
    text, html = (whole, "") if kind == "text" else ("", whole)
    sender = "Robin <robin@a.example>"
    message = InboundEmail(HEADERS, sender, "Lid", ("help@larkspur.example",), text, html)
    return mention_of(message, "email", "help@larkspur.example", "a-secret-of-sixteen", datetime.now(UTC))

read("> quoted\n\nOn Thu, Nov 19, 2026 at 9:00 AM <help@a.example> wrote:\n> x", "text")
read("<p>a<a href='https://a.example'>b</a></p>", "html")
measure_all()
"""
# The same by its provider's request, whose body is in memory before.
HOOKED = """
import asyncio
from tests.bot.networks.email_inbox import NOW, inbox
from tests.wire.email.requests import mailgun, postmark, sendgrid

def prepared(text, service):
    if service == "mailgun":
        return mailgun(NOW, body_plain=text)
    return postmark(TextBody=text) if service == "postmark" else sendgrid(NOW, text=text)

def read(call, service):
    return asyncio.run(inbox(service).taken(call))

for service in ("mailgun", "postmark", "sendgrid"):
    read(prepared("small", service), service)
measure_all()
"""
PIECES = (
    ">",
    "> ",
    "> \n",
    ">a\n",
    "😀",
    "\n",
    "a\n",
    "x",
    "On 2026 9:00 <a@b.c> wrote:\n",
    "From: a@b.c\n",
    "&gt;",
    "<p>x</p>",
    "<b>",
    "<blockquote>x",
)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory was in use")


def test_a_real_email_of_two_megabytes_takes_little_memory_by_every_service() -> None:
    cases = [(piece, service) for piece in (">", "😀") for service in ("mailgun", "postmark", "sendgrid")]
    assert too_large(HOOKED, cases) == []


def test_two_megabytes_of_anything_take_little_memory() -> None:
    assert too_large(CHILD, [(piece, kind) for piece in PIECES for kind in ("text", "html")]) == []


def too_large(program: str, cases: list[tuple[str, str]]) -> list[list[str | float]]:
    """The cases that take more than allowed, with their megabytes; each is measured in a process of its own."""
    child = [sys.executable, "-c", PEAK.replace("SIZE", str(SIZE)) + program, json.dumps(cases)]
    ended = subprocess.run(child, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    measured = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [(piece, how) for piece, how, _ in measured] == cases
    return [each for each in measured if each[2] >= MOST_MEGABYTES]
