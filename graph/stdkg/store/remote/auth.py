"""Credentials on their way: a bearer token always, a user and a password in the scheme that the engine asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import httpx

if TYPE_CHECKING:
    from collections.abc import Generator

    from stdkg.store.remote.endpoint import Credentials

__all__ = ["Login"]

_UNAUTHORIZED: Final = 401
_SCHEME: Final = re.compile(r"(?:^|,)\s*(digest|basic)(?![^\s,])")


class Login(httpx.Auth):
    """Answers an engine's question who calls: bearer, digest or basic.

    A password is not sent before the engine has asked, and basic goes out only where digest is not offered.
    """

    requires_request_body = True

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._digest = httpx.DigestAuth(credentials.user, credentials.password)
        self._basic = httpx.BasicAuth(credentials.user, credentials.password)
        self._scheme = "bearer" if credentials.token else ""

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request, and once more with what the engine asked for."""
        if self._scheme == "bearer":
            request.headers["Authorization"] = f"Bearer {self._credentials.token}"
        if self._scheme in ("", "bearer"):
            response = yield request
            if response.status_code != _UNAUTHORIZED or not self._credentials.user:
                return
            self._scheme = _offered(response)
        if self._scheme == "digest":
            yield from self._digested(request)
        elif self._scheme == "basic":
            yield from self._basic.auth_flow(request)

    def _digested(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        try:
            yield from self._digest.auth_flow(request)
        except (KeyError, NotImplementedError, ValueError) as error:  # as httpx reads the question
            raise httpx.ProtocolError("asks for a kind of digest that stdkg does not know") from error


def _offered(response: httpx.Response) -> str:
    """The scheme to answer with: digest before basic; basic where the engine names none, nothing where it takes neither.

    Example:
        >>> _offered(httpx.Response(401, headers={"www-authenticate": 'Basic realm="no digest", charset="UTF-8"'}))
        'basic'
    """
    offers = ",".join(response.headers.get_list("www-authenticate")).lower() or "basic"
    schemes = _SCHEME.findall(re.sub(r'"[^"]*"', "", offers))
    return next((scheme for scheme in ("digest", "basic") if scheme in schemes), "")
