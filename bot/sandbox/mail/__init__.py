"""The small mail world: customers' letters come in as Mailgun brings them, the bot's answers arrive by SMTP."""

from bot.sandbox.mail.desk import add_desk
from bot.sandbox.mail.letters import Address, File, Letter
from bot.sandbox.mail.office import NoLetter, PostOffice
from bot.sandbox.mail.smtp import MailServer

__all__ = ["Address", "File", "Letter", "MailServer", "NoLetter", "PostOffice", "add_desk"]
