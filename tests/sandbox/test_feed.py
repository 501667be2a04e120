"""The feed: what a file may hold, and how it is played on X, on Discord and by e-mail."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.discord import Guild
from sandbox.feed import SAMPLE, FeedError, Row, read_feed
from sandbox.mail import PostOffice
from sandbox.player import ByMail, OnDiscord, OnX, Place, play
from sandbox.stream import Stream
from sandbox.x import Post, Town

HEAD = "id,handle,name,followers,kind,reply_to,text,media\n"
WIDE = HEAD.replace("\n", ",network,place,title\n")


@pytest.fixture
def town() -> Town:
    return Town(Stream())


@pytest.fixture
def guild() -> Guild:
    return Guild(Stream())


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    """Nobody takes its letters: they stay on their way."""
    office = PostOffice(Stream(), lambda: None)
    yield office
    await office.close()


@pytest.fixture
def places(town: Town, guild: Guild, office: PostOffice) -> dict[str, Place]:
    return {"x": OnX(town), "discord": OnDiscord(guild), "email": ByMail(office)}


async def on_x(town: Town, rows: list[Row], rate: float = 0) -> list[Post]:
    """The posts the rows make in the town."""
    return [town.posts[made] for made in await play({"x": OnX(town)}, rows, rate)]


def written(folder: Path, text: str) -> Path:
    path = folder / "posts.csv"
    path.write_text(text, encoding="utf-8")
    return path


async def test_the_sample_feed_plays_from_end_to_end(town: Town, places: dict[str, Place]) -> None:
    rows = read_feed(SAMPLE)
    made = await play(places, rows, 0)
    assert 70 <= len(rows) <= 90
    assert len(made) == len([row for row in rows if row.kind != "delete"])
    posts = [town.posts[one] for one in made if one in town.posts]
    assert any(post.retweeted for post in posts)
    assert any(post.deleted for post in posts)
    assert any(len(post.text) > 280 for post in posts)
    assert sum("@larkspur_help" in post.text for post in posts) > len(posts) * 0.8


async def test_the_sample_feed_shows_what_discord_and_mail_bring(
    places: dict[str, Place], guild: Guild, office: PostOffice
) -> None:
    await play(places, read_feed(SAMPLE), 0)
    topics = [one for one in guild.channels.values() if one.parent is guild.questions]
    assert len(topics) >= 3
    assert any(message.author is not topic.owner for topic in topics for message in topic.messages)
    assert len(guild.help.messages) >= 2
    letters = list(office.letters.values())
    assert any(letter.is_automatic for letter in letters)
    assert any(letter.html and not letter.text for letter in letters)
    assert any("\n> " in letter.text and "\n-- \n" in letter.text for letter in letters)


async def test_a_newcomer_sees_all_three_networks_within_the_first_rows() -> None:
    assert {row.network for row in read_feed(SAMPLE)[:5]} == {"x", "discord", "email"}


async def test_the_sample_feed_holds_posts_only_a_search_finds(town: Town, places: dict[str, Place]) -> None:
    await play(places, read_feed(SAMPLE), 0)
    named = {post.id for post in town.naming(town.brand)}
    brandless = [post for post in town.posts.values() if post.id not in named]
    assert sum("larkspur" in post.text.casefold() for post in brandless) >= 3


def test_nobody_in_the_sample_feed_answers_for_the_company() -> None:
    assert all(row.handle != "larkspur_help" for row in read_feed(SAMPLE))


async def test_a_reply_an_edit_a_share_and_a_deletion_find_the_post_they_are_about(
    town: Town, tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        HEAD
        + "one,ann,Ann,12,post,,@larkspur_help no internte,https://pics.example/1.png\n"
        + "two,ben,Ben,3,post,one,here too,\n"
        + ",cat,Cat,3,retweet,one,,\n"
        + ",ann,Ann,12,edit,one,@larkspur_help no internet,\n"
        + ",ben,Ben,3,delete,two,,\n",
    )
    first, reply, share, edited = await on_x(town, read_feed(path))
    assert (first.author.handle, first.author.followers, first.media[0].url) == (
        "ann",
        12,
        "https://pics.example/1.png",
    )
    assert (reply.in_reply_to, reply.deleted) == (first.id, True)
    assert share.retweeted == first.id
    assert edited.history == [first.id, edited.id]


async def test_on_discord_a_title_opens_a_thread_and_answers_find_their_place(
    guild: Guild, places: dict[str, Place], tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        WIDE
        + "topic,ann,Ann,0,post,,no sound,,discord,,Television\n"
        + ",ben,Ben,0,post,topic,try the other cable,,discord,,\n"
        + "said,cat,Cat,0,post,,hello @larkspur_help,https://pics.example/1.png,discord,lounge,\n"
        + ",dan,Dan,0,post,said,hello Cat,,discord,,\n"
        + ",cat,Cat,0,edit,said,hello all,,discord,,\n"
        + "gone,eve,Eve,0,post,,never mind,,discord,,\n"
        + ",eve,Eve,0,delete,gone,,,discord,,\n",
    )
    made = await play(places, read_feed(path), 0)
    topic = guild.open_channel(made[0])
    assert (topic.name, topic.parent, [one.text for one in topic.messages]) == (
        "Television",
        guild.questions,
        ["no sound", "try the other cable"],
    )
    said, answer = guild.lounge.messages
    assert (said.text, said.media, said.author.name) == ("hello all", ("https://pics.example/1.png",), "Cat")
    assert answer.answers is said
    assert [one.deleted for one in guild.help.messages] == [True]


async def test_letters_have_subjects_and_answer_one_another(
    office: PostOffice, places: dict[str, Place], tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        WIDE
        + "one,ann@post.example,Ann,0,post,,no sound,,email,,Television\n"
        + ",ann@post.example,Ann,0,html,one,<p>still <b>none</b></p>,,email,,\n"
        + ",ben@post.example,Ben,0,automatic,,I am away,,email,,Away\n",
    )
    await play(places, read_feed(path), 0)
    first, second, away = office.letters.values()
    assert (first.sender.address, first.subject, first.text) == ("ann@post.example", "Television", "no sound")
    assert (second.in_reply_to, second.subject) == (first.id, "Re: Television")
    assert (second.text, second.html) == ("", "<p>still <b>none</b></p>")
    assert [each.is_automatic for each in (first, second, away)] == [False, False, True]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a,ann,Ann,1,post,,hi,,fax,,", "network 'fax' is none of x, discord, email"),
        ("a,ann,Ann,1,retweet,ok,,,discord,,", "kind 'retweet' is none of post, edit, delete"),
        ("a,ann,Ann,1,html,,hi,,x,,", "kind 'html' is none of post, retweet, edit, delete"),
        ("a,ann,Ann,1,post,,hi,,email,,", "handle 'ann' is not an e-mail address"),
        ("a,ann,Ann,1,post,ok,hi,,discord,,", "reply_to 'ok' is not the id of an earlier line on discord"),
    ],
)
def test_a_bad_network_is_named_with_its_line(tmp_path: Path, line: str, fault: str) -> None:
    path = written(tmp_path, WIDE + "ok,ann,Ann,1,post,,hi,,,,\n" + line + "\n")
    with pytest.raises(FeedError) as refused:
        read_feed(path)
    assert str(refused.value) == f"{path}:3: {fault}"


async def test_a_recorded_feed_is_played_in_the_order_of_its_times_and_addressed_to_the_brand(
    town: Town, tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        "id,author,posted_at,text,sentiment\n"
        "2,ann,2015-02-24T19:35:52Z,@SomeAirline thanks &lt;3,positive\n"
        '1,ben,2015-02-24T18:00:00Z,"@larkspur_help two\nlines &amp; more",neutral\n'
        "2,ann,2015-02-24T19:35:52Z,@SomeAirline thanks &lt;3,positive\n",
    )
    first, second = await on_x(town, read_feed(path))
    assert first.text == "@larkspur_help two\nlines & more"
    assert second.text == "@larkspur_help @SomeAirline thanks <3"
    assert second.typed == "@SomeAirline thanks <3"
    assert town.naming(town.brand) == [first, second]


def test_author_and_text_are_enough_for_a_recorded_feed(tmp_path: Path) -> None:
    rows = read_feed(written(tmp_path, "\ufeffauthor,text\nann,hello\nben,bye\n"))
    assert [(row.line, row.handle, row.text) for row in rows] == [(2, "ann", "hello"), (3, "ben", "bye")]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a,,Ann,1,post,,hi,", "handle is empty"),
        ("a,ann,Ann,many,post,,hi,", "followers 'many' is not a whole number"),
        ("a,ann,Ann,-1,post,,hi,", "followers '-1' is not a whole number"),
        ("a,ann,Ann,1,shout,,hi,", "kind 'shout' is none of post, retweet, edit, delete"),
        ("a,ann,Ann,1,post,, ,", "text is empty"),
        ("a,ann,Ann,1,post,zero,hi,", "reply_to 'zero' is not the id of an earlier line on x"),
        ("a,ann,Ann,1,retweet,,,", "reply_to '' is not the id of an earlier line on x"),
        ("ok,ann,Ann,1,post,,hi,", "id 'ok' is already used on an earlier line"),
        ("a,ann,Ann,1,post,,hi", "there are fewer fields than columns"),
        ("a,ann,Ann,1,post,,hi, there,", "there are more fields than columns"),
        ('a,ann,Ann,1,post,,"hi,', "is a quotation mark missing?"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, line: str, fault: str) -> None:
    path = written(tmp_path, HEAD + 'ok,ann,Ann,1,post,,"two\nlines",\n' + line + "\n")
    with pytest.raises(FeedError) as refused:
        read_feed(path)
    assert f"{path}:4: " in str(refused.value)
    assert fault in str(refused.value)


def test_all_bad_lines_are_told_at_once_and_a_flood_is_cut_short(tmp_path: Path) -> None:
    path = written(tmp_path, "author,text,posted_at\n" + ",x,\nann,,\nann,x,yesterday\n" + ",x,\n" * 40)
    with pytest.raises(FeedError) as refused:
        read_feed(path)
    told = str(refused.value).splitlines()
    assert [line.removeprefix(f"{path}:") for line in told[:3]] == [
        "2: author is empty",
        "3: text is empty",
        "4: posted_at 'yesterday' is not a time such as 2026-03-02T12:00:00Z",
    ]
    assert told[-1] == "... and 23 more"


@pytest.mark.parametrize("text", ["", "when,who,what\n1,2,3\n", '"unclosed'])
def test_a_file_without_the_right_columns_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FeedError, match=":1: "):
        read_feed(written(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("author,text\nann,grün\n".encode("latin-1"))
    with pytest.raises(FeedError, match="UTF-8"):
        read_feed(path)


async def test_a_line_about_a_post_that_somebody_deleted_is_passed_over(town: Town, tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "one,ann,Ann,1,post,,hi,\n,ben,Ben,1,post,one,hi too,\n")
    rows = read_feed(path)
    delete = read_feed(written(tmp_path, HEAD + "one,a,A,1,post,,hi,\n,ann,Ann,1,delete,one,,\n"))[1]
    posts = await on_x(town, [rows[0], delete, rows[1]])
    assert [post.typed for post in posts] == ["hi"]


async def test_the_rate_is_kept(town: Town, tmp_path: Path) -> None:
    path = written(tmp_path, "author,text\n" + "ann,hi\n" * 6)
    posts = await on_x(town, read_feed(path), 20)
    spent = posts[-1].created_at - posts[0].created_at
    assert spent.total_seconds() >= 0.225  # a quarter of a second, less what the first may come late
