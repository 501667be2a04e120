"""A simulated mail world: customers' e-mails arrive as Mailgun's requests, and the bot's replies by SMTP."""

from sandbox.mail.desk import add_desk
from sandbox.mail.letters import Address, Email, File
from sandbox.mail.office import PostOffice, UnknownEmail
from sandbox.mail.smtp import MailServer

__all__ = ["Address", "Email", "File", "MailServer", "PostOffice", "UnknownEmail", "add_desk"]
