"""A small web server for a built site: the right types, gzip on the fly, and answers of "not modified"."""

import contextlib
import errno
import gzip
import os
import shutil
import sys
import threading
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

__all__ = ["Server", "SiteError", "serve"]

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".npz": "application/zip",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
COMPRESSED = {
    ".css",
    ".html",
    ".js",
    ".json",
    ".map",
    ".mjs",
    ".svg",
    ".txt",
    ".wasm",
    ".webmanifest",
    ".xml",
}


class SiteError(OSError):
    """The site can't be served; the message says why and what to do."""


class Handler(SimpleHTTPRequestHandler):
    """Answers GET and HEAD for the files of one folder."""

    protocol_version = "HTTP/1.1"
    timeout = 60  # seconds a connection may idle
    disable_nagle_algorithm = True  # or a body would wait for its headers to be acknowledged
    server: "Server"

    def do_GET(self) -> None:
        """Send the file."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send what would come before the file."""
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        path = self._file()
        if path is not None and path.is_dir():
            url = urlsplit(self.path)
            # One slash only in front: "//host" would lead to another site.
            self._redirect("/" + url.path.lstrip("/") + "/" + (f"?{url.query}" if url.query else ""))
            return
        status = HTTPStatus.OK
        if path is None or not path.is_file():
            status, path = HTTPStatus.NOT_FOUND, self.server.root / "404.html"
            if not path.is_file():
                self._send(status, {"Content-Type": TYPES[".txt"]}, b"Not found\n" if with_body else None, 10)
                return
        self._send_file(path, status, with_body)

    def _file(self) -> Path | None:
        # The parent class takes "..", "%2e%2e" and the like out of the path; links must not lead out either.
        path = Path(self.translate_path(self.path))
        if urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        with contextlib.suppress(OSError, ValueError):
            resolved = path.resolve()
            return resolved if resolved.is_relative_to(self.server.root) else None
        return None

    def _send_file(self, path: Path, status: HTTPStatus, with_body: bool) -> None:
        stat = path.stat()
        compressible = path.suffix in COMPRESSED
        zipped = compressible and "gzip" in self.headers.get("Accept-Encoding", "")
        tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}{"-gzip" if zipped else ""}"'
        headers = {
            "ETag": tag,
            "Last-Modified": formatdate(stat.st_mtime, usegmt=True),
            "Cache-Control": "no-cache",  # keep it, but ask each time whether it is still the same
            "X-Content-Type-Options": "nosniff",
        }
        if compressible:
            headers["Vary"] = "Accept-Encoding"
        if status == HTTPStatus.OK and self._is_known(tag, stat.st_mtime):
            self._send(HTTPStatus.NOT_MODIFIED, headers, None, None)
            return
        headers["Content-Type"] = TYPES.get(path.suffix, "application/octet-stream")
        if zipped:
            headers["Content-Encoding"] = "gzip"
            body = self.server.zipped(path, tag)
            self._send(status, headers, body if with_body else None, len(body))
            return
        with path.open("rb") as file:
            self._send(status, headers, None, stat.st_size)
            if with_body:
                shutil.copyfileobj(file, self.wfile, 1 << 18)

    def _is_known(self, tag: str, modified: float) -> bool:
        if known := self.headers.get("If-None-Match"):
            return known.strip() == "*" or tag in [
                each.strip().removeprefix("W/") for each in known.split(",")
            ]
        if since := self.headers.get("If-Modified-Since"):
            with contextlib.suppress(TypeError, ValueError):
                return int(modified) <= parsedate_to_datetime(since).timestamp()
        return False

    def _redirect(self, to: str) -> None:
        self._send(HTTPStatus.MOVED_PERMANENTLY, {"Location": to, "Cache-Control": "no-cache"}, None, 0)

    def _send(
        self, status: HTTPStatus, headers: dict[str, str], body: bytes | None, length: int | None
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        if body is not None:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing about requests."""


class Server(ThreadingHTTPServer):
    """A server of the folder `root`; `serve_forever()` runs it.

    Args:
        root: the folder.
        host: the address to listen on.
        port: likewise; 0 takes a free one, which `server_port` tells.

    Raises:
        SiteError: if there is no such folder, or the port is taken.
    """

    daemon_threads = True
    # On Windows this option would let two servers share a port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, root: str | Path, host: str = "127.0.0.1", port: int = 8000) -> None:
        """Start listening."""
        self.root = Path(root).resolve()
        self._zipped: dict[tuple[Path, str], bytes] = {}
        self._zipping = threading.Lock()
        if not (self.root / "index.html").is_file():
            raise SiteError(
                f"Expected a built site in {root}; there is no {Path(root) / 'index.html'}. Run `make build`."
            )
        try:
            super().__init__((host, port), partial(Handler, directory=str(self.root)))
        except (OSError, OverflowError) as error:
            if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
                raise SiteError(
                    f"Port {port} of {host} is in use by another program: end that one, or choose another, "
                    f"such as --port {port + 1} (or PORT={port + 1})."
                ) from None
            raise SiteError(f"Can't listen on {host}, port {port}: {error}") from None

    def zipped(self, path: Path, tag: str) -> bytes:
        """Return the file's content compressed by gzip, from memory after the first time."""
        with self._zipping:
            if (path, tag) not in self._zipped:
                for old in [key for key in self._zipped if key[0] == path]:
                    del self._zipped[old]
                self._zipped[path, tag] = gzip.compress(path.read_bytes(), 6, mtime=0)
            return self._zipped[path, tag]

    def handle_error(self, request: object, client_address: object) -> None:
        """Report an error, unless the browser only went away."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def serve(root: str | Path, host: str, port: int) -> None:
    """Serve a folder until Ctrl-C; for the arguments and errors see `Server`."""
    with Server(root, host, port) as server:
        print(f"Serving {root} on http://{host}:{server.server_port} (Ctrl-C ends)", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
        print()
