"""What is sent to everybody alike, compressed once and not for each phone."""

import gzip
from typing import NamedTuple, Self

from tornado.web import RequestHandler


class Compressed(NamedTuple):
    """A body as it is, and as most phones take it."""

    plain: bytes
    gzipped: bytes

    @classmethod
    def of(cls, plain: bytes) -> Self:
        """Compress a body: always to the same bytes."""
        return cls(plain, gzip.compress(plain, mtime=0))

    def answer(self, handler: RequestHandler) -> None:
        """Answer with it in the way that the one who asks takes."""
        handler.set_header("Vary", "Accept-Encoding")
        if "gzip" in handler.request.headers.get("Accept-Encoding", ""):
            handler.set_header("Content-Encoding", "gzip")
            handler.write(self.gzipped)
        else:
            handler.write(self.plain)
