"""The one e-mail of the house: that something waits. By SMTP, to one address; what it is about is not in it."""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Final, Self
from urllib.parse import unquote, urlsplit

import structlog

log = structlog.get_logger("alongside.mail")
TRIES, PAUSE, PATIENCE = 2, 0.5, 3.0
"""Somebody waits for the answer meanwhile: so many tries, seconds between them, and seconds for each step of one."""
ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
SUBJECT: Final = "Something waits for you in Alongside"
TEXT: Final = """\
Something waits for you in Alongside.

This message says no more than that, and nobody can tell from it what it is about. Sign in as you always do to see it.
There is no link in it, so that you need not wonder where one leads. Nobody reads what is sent back.
"""


@dataclass(frozen=True)
class MailServer:
    """Who takes the house's e-mail, and from whom it comes."""

    host: str
    port: int
    scheme: str
    user: str
    password: str
    sender: str

    @classmethod
    def at(cls, address: str, sender: str) -> Self:
        """`smtp://host:port`, `smtp+starttls://user:password@host`, `smtps://…`."""
        told = urlsplit(address)
        user, password = unquote(told.username or ""), unquote(told.password or "")
        port = told.port or PORTS[told.scheme]
        return cls(told.hostname or "", port, told.scheme, user, password, sender)

    def tell(self, address: str) -> bool:
        """Whether the server took it. It is tried again where it may be a matter of a moment; who it is for is noted nowhere."""
        for left in reversed(range(TRIES)):
            try:
                self._send(address)
            except smtplib.SMTPRecipientsRefused:
                return False  # a word about the address, and not about the server
            except (OSError, smtplib.SMTPException) as error:
                if not left:
                    log.warning("mail not taken", trouble=type(error).__name__)
                    return False
                time.sleep(PAUSE)
            else:
                return True
        return False

    def _send(self, address: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, address, SUBJECT
        message["Date"], message["Auto-Submitted"] = formatdate(), "auto-generated"
        message["Message-ID"] = make_msgid(domain=self.sender.rpartition("@")[2])
        message.set_content(TEXT)
        with self._connected() as server:
            if self.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            server.send_message(message)

    def _connected(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            trusted = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=trusted)
        return smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
