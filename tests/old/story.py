"""The story that fills the recorded database: a day of a support team, through the doors people use."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from bot.case import hide, record_longer, unhide
from bot.mention import Hidden
from bot.services.rulebook.versions import save
from sandbox.slack import conversation
from sandbox.slack.seed import BOT_USER
from tests.journeys.questions import ANSWER, SEND, asked, not_sent, sample, unsure
from tests.journeys.stage import until
from tests.journeys.taken_private import invite
from tests.journeys.test_edits import found_gone, review
from tests.journeys.visitor import browsing
from tests.old.play import Play, alert_with, close_windows, correct, number_of
from tests.old.playing import OWNER
from tests.old.state import FOLDER

RULES = (FOLDER / "rules.yaml").read_text(encoding="utf-8")
HELD_BACK = "The card of this case waits for its channel"


async def waiting_and_noted(play: Play) -> None:
    """An unclaimed case with a corrected sentiment; a claimed one with notes and a draft that was not sent."""
    stage, aino = play.stage, play.aino
    card = await play.brought("ana", "my bill has a fee for a blue lamp")
    await aino.press("change_sentiment", card)
    await aino.press("mood_negative", await aino.told("Sentiment of case", card))
    await play.quiet()
    card = await play.taken("bob", "my bill has a violet teapot on it")
    first = await aino.say(card, "Looks like the May batch.")
    second = await aino.say(card, "Wrong thread, sorry.")
    await play.quiet()
    await stage.post("/page/edit", user=OWNER, channel=card["channel"], ts=first, text="The June batch.")
    await stage.post("/page/delete", user=OWNER, channel=card["channel"], ts=second)
    await aino.press("reply", card)
    await aino.submit(await aino.modal("reply"), text="Sorry Bob, the teapot was ours.")
    await aino.modal("confirm_reply")
    await close_windows(play)


async def nobody_found(play: Play) -> None:
    """A case on which X takes no reply; while Slack does not say who is in the team, nobody is notified."""
    faults = play.stage.sandbox.faults
    faults.arm("usergroups.list", "500", times=100)
    await play.stage.customer("flo", "larkspur sent me a bill for a boat")
    await play.stage.card("billing", "bill for a boat")
    faults.clear()
    play.wall.put_forward(play.baton, timedelta(seconds=20))
    await play.quiet()


async def answered_on_x(play: Play) -> None:
    """Replies on X: one sent, one not sent, two in doubt."""
    card = await play.taken("cleo", "my bill came twice")
    await play.aino.answer(card, ANSWER)
    await play.stage.said(card, "Sent on X")
    await play.quiet()
    await not_sent(play.stage, play.aino, await play.taken("dan", "my bill is for a green kettle"))
    await play.quiet()
    for handle, text in (("eve", "my bill is in pounds"), ("fay", "my bill is in francs")):
        await unsure(play.stage, play.aino, await play.taken(handle, text))
        await play.quiet()


async def answered_on_discord(play: Play) -> None:
    """Answers on Discord: one corrected, one deleted, one that could be neither, as it was gone."""
    guild = play.stage.sandbox.discord
    sofas = {"gia_moss": "red", "pixel_pim": "grey", "dora_bakes": "gold"}
    for handle, text in ((handle, f"refund for the {colour} sofa") for handle, colour in sofas.items()):
        post = guild.post(handle, f"{text}, please")
        card = await play.stage.card("billing", text)
        await play.quiet()
        await play.aino.press("claim", card)
        await play.aino.answer(card, "Sory!")
        sent = play.under(card, await play.stage.said(card, "Sent on Discord"))
        await play.quiet()
        if "red" in text:
            await correct(play, sent, "Sorry!")
        elif "grey" in text:
            await play.aino.press("delete_reply", sent)
            await play.happened("deleted", card)
        else:
            guild.delete(guild.replies_to(post.id)[0].id)
            await correct(play, sent, "Sorry!")
            await play.happened("not_corrected", card)
            play.stage.sandbox.faults.arm("DELETE /discord/*/messages/*", "error:50013")
            await play.aino.press("delete_reply", sent)
        await play.quiet()


async def moved_between_teams(play: Play) -> None:
    """Handed over and sent back twice; one at the next team; one taken over; one released with a reason."""
    leon = play.stage.agent("U0LEON")
    card = await play.taken("hal", "my bill has a router on loan", "service")
    await play.ruth.take_over(card)
    await play.happened("taken_over", card)
    await play.ruth.command("service", f"/release {number_of(card)} lunch")
    await play.quiet()
    number = number_of(await play.taken("ida", "my bill is for an orange hat"))
    for _ in range(2):
        await play.aino.command("billing", f"/handover {number} service it is the line")
        await play.quiet()
        await leon.command("service", f"/baton refuse {number} not ours")
        await play.quiet()
    number = number_of(await play.taken("jan", "my bill is for a pink hat"))
    await play.aino.command("billing", f"/handover {number} service it is the modem")
    await play.quiet()


async def snoozed_and_closed(play: Play) -> None:
    """One snoozed for hours, one woken; one resolved, one resolved and reopened."""
    texts = {"kim": "2h", "max": "2h", "ned": "", "oda": ""}
    for handle, until_then in texts.items():
        number = number_of(await play.taken(handle, f"my bill is wrong, says {handle}"))
        if until_then:
            await play.aino.command("billing", f"/baton snooze {number} {until_then}")
        else:
            await play.aino.command("billing", f"/resolve {number} spam")
        await play.quiet()
        if handle == "max":
            await play.aino.command("billing", f"/baton wake {number}")
        if handle == "oda":
            await play.aino.command("billing", f"/reopen {number} she called")
        await play.quiet()


async def asked_for_guidance(play: Play) -> None:
    """A question that is open, and one that was answered."""
    await asked(play.stage, play.aino, await play.taken("pia", "my bill has a silver spoon"))
    await play.quiet()
    card = await play.taken("quin", "my bill has a silver fork")
    await asked(play.stage, play.aino, card)
    await play.stage.agent("U0LEON").say(card, "Within thirty days, yes.")
    await play.happened("guidance_given", card)
    await play.quiet()


async def same_customers(play: Play) -> None:
    """Four questions whether two cases have one customer: open, confirmed, confirmed and undone, denied."""
    other = number_of(await play.brought("rob", "my bill, first time"))
    for place, words in enumerate(((), ("same_yes",), ("same_yes", "same_undo"), ("same_no",))):
        card = await play.taken(f"rob{place}", f"my bill again, number {place}")
        await play.aino.say(card, f"!same {other}")
        question = play.under(card, await play.stage.said(card, "Is this the same customer?"))
        for word in words:
            await play.quiet()
            await play.ruth.press(word, question)
        await play.quiet()


async def taken_private(play: Play) -> None:
    """A customer on the private page: accepted; accepted and undone, with the links revoked."""
    for handle in ("sam", "tess"):
        card = await play.taken(handle, f"my bill has a secret of {handle}")
        told = await invite(play.aino, card)
        await play.quiet()
        link = next(word for word in told.split() if word.startswith("https://"))
        async with browsing(play.stage.sandbox.bot_url or "") as browser:
            await browser.open(link)
            await browser.send(text=f"My number is {handle}-4711.", name=handle)
        said = play.under(card, await play.stage.said(card, "-4711"))
        await play.quiet()
        await play.aino.press("accept_sender", said)
        await play.quiet()
        if handle == "tess":
            await play.aino.press("undo_sender", said)
            await play.aino.press("revoke_links", card)
        await play.quiet()


async def changed_by_customers(play: Play) -> None:
    """A post that was edited, one that was deleted, one that was hidden and seen again, one with a longer thread."""
    stage = play.stage
    for handle in ("vic", "wim"):
        await play.taken(handle, f"my bill is {handle}'s")
    posts = {post["author"]["handle"]: post["id"] for post in await stage.town()}
    await stage.post("/page/town/edit", id=posts["vic"], text="@larkspur_help my bill is right after all")
    await review(play.baton)
    await play.happened("edited", await stage.card("billing", "right after all"))
    await stage.post("/page/town/delete", id=posts["wim"])
    await found_gone(play.baton)
    await stage.card("billing", "All customer posts were deleted")
    await play.quiet()
    card = await play.taken("xia", "my bill is long")
    post = (await play.case(card)).first
    hidden = Hidden("its author is protected now")
    await play.does(card, hide, held=post, hidden=hidden)
    await play.does(card, unhide, held=(await play.case(card)).first)
    await play.does(card, record_longer)
    await play.aino.command("billing", f"/baton answered {number_of(card)} by phone")
    await play.happened("answered_elsewhere", card)
    await play.quiet()


async def assigned_in_turn(play: Play) -> None:
    """Two cases given out: one accepted; the other taken back in time and given to the next."""
    first = await play.brought("yan", "an outage in Elm Street", "outage")
    await play.happened("assigned", first)
    second = await play.brought("zoe", "an outage in Oak Street", "outage")
    await play.happened("assigned", second)
    owner = (await play.case(first)).owner or ""
    await play.stage.agent(owner).press("claim", first)
    await play.happened("accepted", first)
    play.wall.put_forward(play.baton, timedelta(minutes=11))
    await play.happened("unassigned", second)
    await play.quiet()


async def late(play: Play) -> None:
    """The clocks run: some cases come near their time, some pass it."""
    card = await play.brought("abe", "my router is slow to claim", "service")
    play.wall.put_forward(play.baton, timedelta(minutes=14))
    await play.happened("warned", card)
    play.wall.put_forward(play.baton, timedelta(minutes=40))
    await play.quiet()


async def managed(play: Play) -> None:
    """Rules saved twice and the second undone; a loan; somebody off shift; a sample of what was ignored."""
    aino, stage = play.aino, play.stage
    await sample(stage, play.baton)
    await play.quiet()
    for note in ("a new note", "a second note"):
        await save(play.baton.rulebook, f"{RULES}\n# {note}\n", author=OWNER, note=note)
        await stage.alerted(note)
        await play.quiet()
    await aino.press("undo_rules", await alert_with(play, "a second note"))
    await play.quiet()
    longer = RULES.replace("first_response: 60m", "first_response: 90m")
    await save(play.baton.rulebook, f"{longer}\n# a third note\n", author=OWNER, note="a third note")
    await stage.alerted("a third note")
    await aino.command("billing", "/baton loan @leon to billing for 8h")
    await play.ruth.command("billing", "/baton off billing for 8h")
    await play.quiet()


async def shared(play: Play) -> None:
    """The press team's channel gets another id."""
    card = await play.brought("bea", "a journalist asks about tariffs", "press")
    slack = play.stage.sandbox.slack
    conversation.share(slack, slack.channel("press"), "C0PRESSSHARED")
    await play.happened("channel_changed", card)
    await play.quiet()


async def whispered(play: Play) -> None:
    """What only one person sees, with its buttons."""
    aino, ruth = play.aino, play.ruth
    card = await play.stage.card("billing", "my bill is long")
    await aino.say(card, "A note, so that the thread is open.")
    for text in ("!reply It goes back today.", "!private", "!rules"):
        await aino.say(card, text)
        await play.quiet()
    await ruth.say(card, "!takeover")
    red = await play.stage.card("billing", "red sofa")
    await aino.say(red, "!delete")
    await aino.say(red, "!correct Sorry again, Gia!")
    for text in ("/queue billing", "/baton shift", "/baton loans", "/baton rules history"):
        await aino.command("billing", text)
    await ruth.command("billing", "/baton shift")
    await play.quiet()


async def given_up(play: Play) -> None:
    """Slack refuses a message of a thread; it is retried; Slack refuses the next one."""
    card = await play.taken("dora", "my bill is stuck")
    for place, text in enumerate(("hello?", "anybody there?")):
        play.stage.sandbox.faults.arm("chat.postMessage", "error:invalid_blocks")
        await play.stage.customer("dora", f"@larkspur_help {text}")
        await play.alarmed(card, place + 1)
        if not place:
            await play.aino.press("unstick", card)
            await play.happened("unstuck", card)
            await play.quiet()


async def held_back(play: Play) -> None:
    """Baton is removed from one channel: what belongs there is on hold. A reply waits for X."""
    card = await play.taken("finn", "my bill waits for its answer")
    play.stage.sandbox.faults.arm(SEND, "429", seconds=3_600)
    await play.aino.answer(card, "Sorry Finn, it goes back today.")
    await play.happened("delayed", card)
    await play.brought("gus", "hello from Mill Lane", "social")
    slack = play.stage.sandbox.slack
    conversation.leave(slack, slack.channel("social"), BOT_USER)
    await play.quiet()
    await play.stage.customer("gus", f"@larkspur_help {HELD_BACK}")
    await until(partial(play.baton.store.transact, lambda tx: tx.holds()))


Act = Callable[[Play], Awaitable[None]]
ACTS: tuple[Act, ...] = (
    nobody_found,
    waiting_and_noted,
    answered_on_x,
    answered_on_discord,
    moved_between_teams,
    snoozed_and_closed,
    asked_for_guidance,
    same_customers,
    taken_private,
    changed_by_customers,
    assigned_in_turn,
    late,
    managed,
    shared,
    given_up,
    whispered,
    held_back,
)
