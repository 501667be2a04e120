"""The rules change while Baton runs: by a file that is broken and mended."""

from pathlib import Path

from bot.app import Patience
from tests.journeys.stage import playing, until

RULES = Path(__file__).parents[2] / "routing_rules.yaml"
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
        alert = await stage.alerted("routing rules are broken")
        assert 'team "biling" is not defined; did you mean "billing"?' in alert
        await stage.customer("@ana", "Larkspur, my bill is wrong")
        await stage.card("billing", "my bill is wrong")

        version = baton.rulebook.current().version
        file.write_text(good.replace("words: [", "words: [quux, "), encoding="utf-8")
        assert "version" in await stage.alerted("rules are mended")

        async def is_new() -> bool:
            return baton.rulebook.current().version != version

        await until(is_new)
        assert len([words for words in await stage.alerts() if "broken" in words]) == 1
