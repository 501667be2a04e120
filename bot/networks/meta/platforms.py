"""Differences between a Facebook Page and an Instagram account in Meta's Graph API, as data."""

from dataclasses import dataclass

FACEBOOK_STAYS = "Sent messages can't be edited or deleted on Messenger. Send a follow-up instead."
INSTAGRAM_STAYS = "Comments and messages can't be edited on Instagram. Delete the comment and reply again."


@dataclass(frozen=True, slots=True)
class Side:
    """One of Meta's two platforms, as data."""

    #: The name of our network.
    name: str
    #: The name for people.
    title: str
    #: The `object` of its webhook deliveries.
    object: str
    #: The platform parameter of the Conversations API.
    platform: str
    #: The field of a post's text.
    words: str
    #: The field of a post's time.
    time: str
    #: The edge to a post's replies.
    edge: str
    #: The fields to request of a post.
    fields: str
    #: The fields to request of a message's sender.
    person: str
    #: The shorter limit of comments and messages, in characters.
    longest: int
    #: Comments can be edited by the API.
    edits: bool
    #: The explanation for people where a reply cannot be edited or deleted.
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
