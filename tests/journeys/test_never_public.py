"""Whatever staff and customers do, in any order: no private word is in any byte that goes to a public network."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.app import Baton
from bot.case import (
    Ask,
    Case,
    Delivery,
    Refused,
    Resolution,
    claim,
    draft,
    note,
    reopen,
    resolve,
    send,
    take_over,
)
from bot.mention import Mention
from bot.networks.page.links import PATH, invitation_url
from bot.slack.views.reply import Terms, confirm_reply_modal, reply_modal
from tests.contracts.stages.page import filled_in
from tests.journeys.stage import Stage, a_sandbox, at_work, settled, until
from tests.journeys.wiretap import Wiretap

URL, SECRET = "https://help.larkspur.example", "a-long-secret-of-larkspur"
STEPS = 60


@dataclass
class Play:
    """One case, and what was said of it: every text holds a word that is nowhere else, those of `private` ones kept."""

    stage: Stage
    baton: Baton
    dice: random.Random
    private: list[str] = field(default_factory=list)
    number: int = 0

    async def case(self) -> Case:
        return await self.baton.context.book.case(1001)

    def word(self, kept: list[str]) -> str:
        self.number += 1
        kept.append(f"word-{self.number:03}")
        return kept[-1]

    async def post(self) -> None:
        """The customer, in public; what they post is no reply of ours and so not kept."""
        first = (await self.case()).first
        await self.stage.customer("ana", f"@larkspur_help bill {self.word([])}", in_reply_to=first.native_id)

    async def write(self) -> None:
        """The customer, on the private page."""
        rest = invitation_url(URL, 1001, SECRET).removeprefix(f"{URL}{PATH}/")
        page = self.baton.networks["page"]
        assert page.hook
        await page.hook(filled_in(rest, text=f"my number is {self.word(self.private)}"))
        if self.dice.random() < 0.7:
            await self.accept()

    async def accept(self) -> None:
        """Staff accept who wrote last on the private page as the customer."""
        journal = await self.baton.store.transact(lambda tx: tx.event_log(1001))
        written = [e.number for e in journal if e.data.get("mention", {}).get("unverified")]
        case, now = await self.case(), self.baton.context.now()
        if written:
            asked = Ask("U0AINO", now, f"accept/{self.number}")
            await self.baton.services.people.accept_sender(1001, written[-1], case.route, asked)

    async def note(self) -> None:
        word = self.word(self.private)
        await self._do(note, channel="C1", ts=word, text=f"internal {word}")

    async def claim(self) -> None:
        await self._do(self.dice.choice((claim, take_over)))

    async def resolve(self) -> None:
        if self.dice.random() < 0.3:
            await self._do(resolve, resolution=Resolution.NO_ANSWER, because="they called")

    async def reply(self) -> None:
        """To the latest post of any place, in words for those who will read it there."""
        await self._answer(self.dice.choice(list((await self.case()).latest_each.values())))

    async def answered_in_public(self) -> bool:
        """Whether an answer stands in public by now; else one is tried. A post on its way may make its draft stale."""
        await self._do(reopen)
        await self._do(claim)
        to = (await self.case()).latest_public
        assert to is not None
        await self._answer(to)
        await until(self._none_is_on_its_way)
        case = await self.case()
        return any(r.state is Delivery.SENT and case.network_of(r) == "x" for r in case.replies)

    async def _answer(self, to: Mention) -> None:
        text = f"we are on it, {self.word(self.private if to.private else [])}"
        await self._do(draft, text=text, to=to, length=len(text), longest=280)
        written = next((d for d in (await self.case()).drafts if d.text == text), None)
        if written:
            if self.dice.random() < 0.3:
                await self.dice.choice((self.post, self.write, self.note))()
            await self._do(send, number=written.number)
            if self.dice.random() < 0.8:
                await until(self._none_is_on_its_way)

    async def _none_is_on_its_way(self) -> bool:
        return all(reply.state is not Delivery.SENDING for reply in (await self.case()).replies)

    async def _do(self, verb: Callable[..., Any], **details: Any) -> None:
        case = await self.case()
        by = case.owner or self.dice.choice(("U0AINO", "U0RUTH"))
        try:
            await self.baton.context.book.do(
                1001,
                Ask(by, self.baton.context.now(), f"step/{self.number}/{verb.__name__}"),
                verb,
                **details,
            )
        except Refused:
            return

    def windows(self, case: Case) -> str:
        """All that the windows of public replies show."""
        terms = Terms("@larkspur_help", 5, 280, self.baton.context.now())
        public = [post for post in case.latest_each.values() if not post.private]
        drafts = [(post, written) for written in case.drafts if (post := case.answered(written)) in public]
        return json.dumps(
            [reply_modal(case, post, terms) for post in public]
            + [confirm_reply_modal(case, post, written, terms) for post, written in drafts if post]
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_private_word_goes_to_a_public_network_or_into_the_window_of_a_public_reply(
    tmp_path: Path, seed: int
) -> None:
    """Pitfalls 1 and 3."""
    line = Wiretap()
    async with a_sandbox() as sandbox, line.to(sandbox.url) as x_url:
        settings = {"X_API_URL": x_url, "PUBLIC_URL": URL, "LINK_SECRET": SECRET}
        database = f"sqlite:///{tmp_path / 'baton.db'}"
        async with at_work(sandbox, database, tmp_path, settings) as (stage, baton):
            play = Play(stage, baton, random.Random(seed))
            await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
            await stage.card("billing")
            for _ in range(STEPS):
                await play.dice.choice(
                    (play.post, play.write, play.note, play.claim, play.resolve, play.reply, play.reply)
                )()
                shown = play.windows(await play.case())
                assert not [word for word in play.private if word in shown]
            await until(play.answered_in_public)
            await until(lambda: settled(baton))
            case = await play.case()
    sent = [(case.network_of(reply), reply.text) for reply in case.replies if reply.state is Delivery.SENT]
    assert "x" in {network for network, _ in sent}
    assert all(line.heard(text) == (network == "x") for network, text in sent)
    assert len(play.private) > STEPS / 4
    assert [word for word in play.private if line.heard(word)] == []
