"""Requests made to hurt, at the doors of a real server process: each is refused and costs little memory."""

import asyncio
from pathlib import Path

import pytest

from bench.children import world
from bench.doors import MEMORY_MB, Attack, attacks, growth, server

# The ones that cost most before bodies were read in pieces; `python -m bench.doors` plays all of them.
ESSENTIAL = {
    "31 MB form of %41": "401",
    "30 MB of header lines": "401",
    "600,000 parts": "401",
    "31 MB without password": "401",
    "31 MB attachment, signed in": "400",
    "31 MB of {}, signed in": "400",
    "31 MB unsigned form": "401",
    "4 MB of nothing": "413",
    "1 MB of gzip (1 GB)": "415",
    "endless chunks": "413",
    "20 x 31 MB held open": "",
    "300 half letters": "",
}
# A body is waited for 25 seconds, and each attack may take 40.
PATIENCE = 120.0
# Nobody reads a body there.
UNREAD = ("/nowhere", "/healthz")


@pytest.mark.parametrize("inbound", ["mailgun", "postmark", "sendgrid"])
async def test_no_request_costs_more_than_forty_megabytes(inbound: str, tmp_path: Path) -> None:
    chosen = [attack for attack in attacks() if attack.name in ESSENTIAL and attack.inbound == inbound]
    assert chosen
    async with world() as sandbox, server(sandbox, tmp_path, inbound) as (port, pid):
        for attack in chosen:
            answer = await struck(port, pid, attack)
            assert answered_as_documented(attack, answer), f"{attack.name} {attack.path}: {answer}"


async def struck(port: int, pid: int, attack: Attack) -> str:
    """The server's answer, once it is done with the attack before: what that holds leaves no room for another body."""
    async with asyncio.timeout(PATIENCE):
        while True:
            grew, answer = await growth(port, pid, attack)
            assert grew <= MEMORY_MB, attack.name
            if " 503 " not in answer:
                return answer
            await asyncio.sleep(1)


def answered_as_documented(attack: Attack, answer: str) -> bool:
    if attack.held or attack.path in UNREAD:
        return True
    return f" {ESSENTIAL[attack.name]} " in answer
