"""The keys of `when`: what a post must be like."""

from pydantic import model_validator

from bot.routing.form.values import Count, Form, Hashtag, Name, Phrase, Regex, Some, Word, refuse


class FollowersForm(Form):
    at_least: Count = 0
    at_most: Count | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> "FollowersForm":
        if not self.model_fields_set:
            refuse("followers needs a number", "write at_least, at_most or both")
        if self.at_most is not None and self.at_most < self.at_least:
            refuse("at_most is smaller than at_least", "no author can be in that range: swap the two")
        return self


class WhenForm(Form):
    words: Some[Word] | None = None
    phrases: Some[Phrase] | None = None
    hashtags: Some[Hashtag] | None = None
    contains: Some[Phrase] | None = None
    regex: Some[Regex] | None = None
    authors: Some[Name] | None = None
    networks: Some[Name] | None = None
    followers: FollowersForm | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> "WhenForm":
        if not self.model_fields_set:
            refuse(
                "when is empty, so the rule would take every post",
                "give it words, or use default for the rest",
            )
        return self
