"""The keys of a team: where it works, whom to notify, how soon it answers, when it is there."""

from bot.routing.form.values import Channel, Form, Name, Seconds, Text


class TeamForm(Form):
    channel: Channel
    title: Text = ""
    notify: tuple[Name, ...] = ()
    first_response: Seconds = 3_600
