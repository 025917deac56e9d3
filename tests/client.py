"""A client that puts each request to an application in one call, as fast as a test can ask; each answer is as described."""

from __future__ import annotations

from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal

from tests.described import check


class _OneCall(httpx2.BaseTransport):
    """Starlette's own client crosses to the loop eight times a request, which takes longer than many an answer."""

    def __init__(self, app: Any, loop: BlockingPortal) -> None:
        self._app, self._loop = httpx2.ASGITransport(app, raise_app_exceptions=False), loop

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        answer = self._loop.call(self._answered, request)
        check(answer)
        return answer

    async def _answered(self, request: httpx2.Request) -> httpx2.Response:
        answer = await self._app.handle_async_request(request)
        assert isinstance(answer.stream, httpx2.AsyncByteStream)
        body = b"".join([part async for part in answer.stream])
        return httpx2.Response(
            answer.status_code, headers=answer.headers, stream=httpx2.ByteStream(body), request=request
        )


def client_of(app: Any, loop: BlockingPortal, **headers: str) -> httpx2.Client:
    """What goes wrong within is answered 500, as by a server."""
    return httpx2.Client(
        transport=_OneCall(app, loop),
        base_url="http://testserver",
        headers={"User-Agent": "testclient", **headers},
        follow_redirects=True,
    )
