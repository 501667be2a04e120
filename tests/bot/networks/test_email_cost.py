"""What reading an email costs: bounded, however it is made."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# A real email of two megabytes; what it takes beside itself, over and above a small one read before it.
SIZE, MOST_MEGABYTES = 2_000_000, 40
PEAK = """
import sys

def megabytes(field):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field)) / 1024

def forget_peak():
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")
    return megabytes("VmRSS")

"""
CHILD = r"""
from datetime import UTC, datetime
from bot.networks.email.message import InboundEmail
from bot.networks.email.posts import mention_of

def read(text="", html="", **headers):
    letter = InboundEmail(headers, "Robin <robin@a.example>", "Lid", ("help@larkspur.example",), text, html)
    return mention_of(letter, "email", "help@larkspur.example", "a-secret-of-sixteen", datetime.now(UTC))

read("> quoted\n\nOn Thu, Nov 19, 2026 at 9:00 AM <help@a.example> wrote:\n> x")
read(html="<p>a<a href='https://a.example'>b</a></p>")
piece, size, kind, content_type = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
whole = piece * (size // len(piece.encode()))
before = forget_peak()
read(**{kind: whole, "content-type": content_type})
print(megabytes("VmHWM") - before)
"""
# The same by its provider's request, whose body is in memory before.
HOOKED = """
import asyncio
from tests.bot.networks.email_inbox import NOW, inbox
from tests.wire.email.requests import mailgun, postmark, sendgrid

def call(text):
    if sys.argv[3] == "mailgun":
        return mailgun(NOW, body_plain=text)
    return postmark(TextBody=text) if sys.argv[3] == "postmark" else sendgrid(NOW, text=text)

async def read():
    await inbox(sys.argv[3]).taken(call("small"))
    whole = call(sys.argv[1] * (int(sys.argv[2]) // len(sys.argv[1].encode())))
    before = forget_peak()
    await inbox(sys.argv[3]).taken(whole)
    print(megabytes("VmHWM") - before)

asyncio.run(read())
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much memory was in use")


def taken(program: str, *arguments: str) -> float:
    """The megabytes that a process of its own needs for this."""
    child = [sys.executable, "-c", PEAK + program, *arguments]
    ended = subprocess.run(child, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return float(ended.stdout.split()[-1])


@pytest.mark.parametrize("inbound", ["mailgun", "postmark", "sendgrid"])
@pytest.mark.parametrize("piece", [">", "😀"])
def test_a_real_email_of_two_megabytes_takes_little_memory_by_every_service(piece: str, inbound: str) -> None:
    assert taken(HOOKED, piece, str(SIZE), inbound) < MOST_MEGABYTES


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize(
    "piece",
    [
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
    ],
)
def test_two_megabytes_of_anything_take_little_memory(piece: str, kind: str) -> None:
    assert taken(CHILD, piece, str(SIZE), kind, "text/plain; format=flowed") < MOST_MEGABYTES
