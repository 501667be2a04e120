"""A simulated mail world: customers' e-mails arrive as Mailgun's requests, and the bot's replies by SMTP."""

from sandbox.mail.desk import add_desk
from sandbox.mail.letters import Address, File, Letter
from sandbox.mail.office import NoLetter, PostOffice
from sandbox.mail.smtp import MailServer

__all__ = ["Address", "File", "Letter", "MailServer", "NoLetter", "PostOffice", "add_desk"]
