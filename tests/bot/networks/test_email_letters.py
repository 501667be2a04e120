"""Of every letter its writer's words are kept and nothing else, by every service.

The letters are in tests/letters: as the mail programs of our customers write them, each with the words that are its
writer's own.
"""

import pytest

from tests.bot.networks.email_inbox import NOW, inbox
from tests.bot.networks.messages import BRINGING, NAMES, comparable, sent, words_in

FEWEST = 40


def test_there_are_letters_of_every_kind() -> None:
    kinds = {name.split("-")[0] for name in NAMES}
    assert kinds >= {"reply", "forward", "own", "quote", "html"}
    assert len(NAMES) >= FEWEST
    charsets = {part.charset for name in NAMES for part in (sent(name).text, sent(name).html)}
    assert len(charsets) >= 20


@pytest.mark.parametrize("inbound", BRINGING)
@pytest.mark.parametrize("name", NAMES)
async def test_a_letters_own_words_are_kept_and_its_quotes_cut(name: str, inbound: str) -> None:
    mention = await inbox(inbound).taken(BRINGING[inbound](name, NOW))
    assert comparable(mention.text.partition("\n\n[attachment")[0]) == comparable(words_in(name))


@pytest.mark.parametrize("inbound", BRINGING)
async def test_a_file_keeps_its_name_in_any_script(inbound: str) -> None:
    mention = await inbox(inbound).taken(BRINGING[inbound]("file-names-de", NOW))
    assert mention.text.endswith("[attachment: Rechnung für März.pdf, 3 kB]")
