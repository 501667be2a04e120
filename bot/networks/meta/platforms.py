"""What sets a Facebook Page and an Instagram account apart in Meta's Graph API, as data."""

from dataclasses import dataclass

FACEBOOK_STAYS = (
    "Messenger lets nobody change a message that was sent. Write a further one that puts it right."
)
INSTAGRAM_STAYS = (
    "Instagram lets nobody change a comment or a message that was sent. Delete a comment and answer anew."
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of Meta's two. `words` and `time` are the fields of a post's text and time, `edge` leads to its replies,
    `fields` are what is asked of a post, `person` of somebody who sent a message. `longest` is the shorter of what
    a comment and a message may have, in characters."""

    name: str
    title: str
    object: str
    platform: str
    words: str
    time: str
    edge: str
    fields: str
    person: str
    longest: int
    edits: bool
    stays: str


# Meta docs: Comment; Messenger, Send API. A comment may have 8,000 characters, a message 2,000.
FACEBOOK = Side(
    name="facebook",
    title="Facebook",
    object="page",
    platform="messenger",
    words="message",
    time="created_time",
    edge="comments",
    fields="id,message,created_time,from,parent{id}",
    person="name",
    longest=2_000,
    edits=True,
    stays=FACEBOOK_STAYS,
)
# Meta docs: IG Comment; Send a Message (Instagram), "less than 1000 characters".
INSTAGRAM = Side(
    name="instagram",
    title="Instagram",
    object="instagram",
    platform="instagram",
    words="text",
    time="timestamp",
    edge="replies",
    fields="id,text,timestamp,from,username,parent_id,media{id,permalink}",
    person="name,username",
    longest=999,
    edits=False,
    stays=INSTAGRAM_STAYS,
)
