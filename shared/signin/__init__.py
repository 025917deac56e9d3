"""We take tokens and never issue them, save the development issuer on one machine."""

from shared.signin.development import DevelopmentIssuer
from shared.signin.tokens import Caller, KeysByUrl, NotSignedIn, Tokens

__all__ = ["Caller", "DevelopmentIssuer", "KeysByUrl", "NotSignedIn", "Tokens"]
