"""Socket Mode: the same job from a laptop that nobody can reach from outside."""

from pathlib import Path

from sandbox.slack.seed import APP_TOKEN
from tests.journeys.stage import a_sandbox, at_work


async def test_a_case_is_claimed_and_answered_over_socket_mode(tmp_path: Path) -> None:
    """pitfall 30"""
    database = f"sqlite:///{tmp_path / 'baton.db'}"
    async with (
        a_sandbox(socket_mode=True) as sandbox,
        at_work(sandbox, database, tmp_path, {"SLACK_APP_TOKEN": APP_TOKEN}) as (stage, _),
    ):
        aino = stage.agent("U0AINO")
        await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
        card = await stage.card("billing")
        answer = await aino.command("billing", "/claim 1001")
        assert "#1001 is yours" in answer["reply"]["text"]
        await aino.answer(card, "We will look into it, Ana.")
        await stage.said(card, "Sent on X")
        assert await stage.public_answers() == ["We will look into it, Ana."]
