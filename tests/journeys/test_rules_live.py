"""The rules change while Baton runs: by a file that is broken and mended, and in Slack, with a preview and undone."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

from bot.app import Patience
from bot.process import run_until_stopped
from bot.services.rulebook.versions import base_of
from bot.store import open_store
from tests.journeys.stage import Stage, a_sandbox, migrated, playing, stage_settings, until
from tests.journeys.windows import shown

Json = dict[str, Any]

RULES = Path(__file__).parents[2] / "sandbox" / "routing_rules.yaml"
SOON = Patience(rules=0.05)


async def test_a_bad_edit_of_the_live_file_changes_nothing_is_told_and_is_mended(
    database_url: str, tmp_path: Path
) -> None:
    """Pitfall 54."""
    file = tmp_path / "routing_rules.yaml"
    good = RULES.read_text(encoding="utf-8")
    file.write_text(good, encoding="utf-8")
    async with playing(database_url, tmp_path, SOON, ROUTING_RULES=str(file)) as (stage, baton):
        file.write_text(good.replace("{team: billing", "{team: biling"), encoding="utf-8")
        alert = await stage.alerted("routing rules have errors")
        assert 'Team "biling" is not defined. Did you mean "billing"?' in alert
        await stage.customer("@ana", "Larkspur, my bill is wrong")
        await stage.card("billing", "my bill is wrong")

        version = baton.rulebook.current().version
        file.write_text(good.replace("words: [", "words: [quux, "), encoding="utf-8")
        assert "version" in await stage.alerted("rules are valid again")

        async def is_new() -> bool:
            return baton.rulebook.current().version != version

        await until(is_new)
        assert len([words for words in await stage.alerts() if "have errors" in words]) == 1


async def test_an_edit_in_slack_is_checked_tried_saved_and_undone(database_url: str, tmp_path: Path) -> None:
    """Pitfall 54."""
    file = tmp_path / "routing_rules.yaml"
    text = (
        RULES.read_text(encoding="utf-8").partition("\nexamples:")[0] + "\n"
    )  # they would forbid the change
    file.write_text(text, encoding="utf-8")
    settings = {"ROUTING_RULES": str(file), "RULES_EDITORS": "U0RUTH"}
    async with playing(database_url, tmp_path, SOON, **settings) as (stage, baton):
        await stage.customer("@ana", "Larkspur, my bill is wrong")
        await stage.card("billing", "my bill is wrong")
        ruth = stage.agent("U0RUTH")
        await ruth.command("service", "/baton rules yaml")
        window = await ruth.modal("rules")
        field = next(
            block["block_id"] for block in window["blocks"] if "- name: bill\n" in value_in(window, block)
        )
        written = value_in(window, {"block_id": field})
        broken = written.replace("{team: billing", "{team: biling")
        answer = await ruth.submit(window, **{field: broken})
        assert 'Did you mean "billing"?' in answer["errors"][field]

        await ruth.submit(window, **{field: written.replace("{team: billing", "{team: press")})
        preview = await ruth.modal("rules_save")
        assert "1 of 1 posts of the last 14 days would go elsewhere." in shown(preview)
        assert "billing, normal → press, normal" in shown(preview)
        assert "my bill is wrong" in shown(preview)
        await ruth.submit(preview, note="for the press week")
        await stage.alerted("changed the routing rules: version 1")
        await stage.customer("@ben", "Larkspur, my bill is wrong too")
        await stage.card("press", "my bill is wrong too")

        await ruth.press("undo_rules", await alert_of(stage, "changed the routing rules"))
        await stage.alerted("switched back to the rules file")
        assert (await base_of(baton.rulebook)).text == text
        await stage.customer("@cem", "Larkspur, my bill is wrong as well")
        await stage.card("billing", "my bill is wrong as well")


async def test_a_hangup_signal_makes_a_process_look_at_its_rules(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "routing_rules.yaml"
    file.write_text(RULES.read_text(encoding="utf-8"), encoding="utf-8")
    await migrated(database_url)
    store = open_store(database_url)
    await store.start()

    async def told() -> bool:
        text = "select data from jobs where kind = 'alert'"
        return any("have errors" in row["data"] for row in await store.transact(lambda tx: tx.sql.rows(text)))

    async def listens() -> bool:
        return signal.getsignal(signal.SIGHUP) is not before

    # Not always SIG_DFL: under nohup the signal is ignored.
    before = signal.getsignal(signal.SIGHUP)
    async with a_sandbox() as sandbox:
        settings = stage_settings(sandbox, database_url, tmp_path, ROUTING_RULES=str(file))
        process = asyncio.create_task(run_until_stopped(settings, web=False, worker=False))
        await until(listens)
        file.write_text("broken", encoding="utf-8")
        os.kill(os.getpid(), signal.SIGHUP)
        await until(told)
        os.kill(os.getpid(), signal.SIGTERM)
        await process
    await store.close()


def value_in(view: Json, block: Json) -> str:
    """What the field of that block holds."""
    held: Json = view["state"]["values"].get(block.get("block_id"), {})
    return "".join(str(each["value"]) for each in held.values())


async def alert_of(stage: Stage, words: str) -> Json:
    """The alert with these words in it, as a message whose buttons can be pressed."""
    channel = await stage.channel_id("baton-alerts")
    messages = await stage.get(f"/page/channels/{channel}/messages", user="U0RUTH")
    return next({**each, "channel": channel} for each in messages if words in each["text"])
