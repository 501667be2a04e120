"""The small mail world: customers' letters come in as Mailgun brings them, the bot's answers arrive by SMTP."""

from sandbox.mail.desk import add_desk
from sandbox.mail.letters import Address, File, Letter
from sandbox.mail.office import NoLetter, PostOffice
from sandbox.mail.smtp import MailServer

__all__ = ["Address", "File", "Letter", "MailServer", "NoLetter", "PostOffice", "add_desk"]
