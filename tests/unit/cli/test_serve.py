import gzip
import os
import threading
from http.client import HTTPConnection

import pytest

from nnweb.cli.serve import Server, SiteError

PAGE = b"<!doctype html><title>Home</title>" + b"<p>Words.</p>" * 100


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("outside") / "site"
    (root / "lab").mkdir(parents=True)
    (root.parent / "secret.txt").write_text("secret")
    (root / "index.html").write_bytes(PAGE)
    (root / "lab" / "index.html").write_text("the lab")
    (root / "404.html").write_text("no such page")
    for name in (
        "a.wasm",
        "a.js",
        "a.mjs",
        "a.css",
        "a.json",
        "a.svg",
        "a.whl",
        "a.zip",
        "a.gz",
        "a.png",
        "a.woff2",
        "a",
    ):
        (root / name).write_bytes(name.encode() * 50)
    (root / "out.txt").symlink_to(root.parent / "secret.txt")
    return root


@pytest.fixture(scope="module")
def server(root):
    with Server(root, port=0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server, path, method="GET", **headers):
    """Return status, headers and body of a request; header names are given with underscores."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, dict(response.headers), body


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.wasm", "application/wasm"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.svg", "image/svg+xml"),
        ("a.whl", "application/zip"),
        ("a.zip", "application/zip"),
        ("a.gz", "application/gzip"),
        ("a.png", "image/png"),
        ("a.woff2", "font/woff2"),
        ("a", "application/octet-stream"),
    ],
)
def test_types_and_content(server, name, kind):
    status, headers, body = ask(server, f"/{name}")
    assert (status, headers["Content-Type"], body) == (200, kind, name.encode() * 50)
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Content-Length"] == str(len(body))
    assert "Content-Encoding" not in headers


@pytest.mark.parametrize(
    ("name", "zipped"),
    [("", True), ("a.wasm", True), ("a.js", True), ("a.json", True), ("a.whl", False), ("a.gz", False)],
)
def test_gzip_where_it_helps_and_the_client_takes_it(server, name, zipped):
    plain = ask(server, f"/{name}")
    status, headers, body = ask(server, f"/{name}", Accept_Encoding="br, gzip")
    assert status == 200
    assert (headers.get("Content-Encoding") == "gzip") == zipped
    assert (gzip.decompress(body) if zipped else body) == plain[2]
    assert headers["Content-Length"] == str(len(body))
    assert (headers.get("Vary") == "Accept-Encoding") == zipped
    assert (headers["ETag"] != plain[1]["ETag"]) == zipped


def test_a_file_that_changed_is_compressed_anew(server, root):
    path = root / "b.js"
    for text, when in (("one " * 50, 1), ("two " * 50, 2)):
        path.write_text(text)
        os.utime(path, (when, when))
        assert gzip.decompress(ask(server, "/b.js", Accept_Encoding="gzip")[2]).decode() == text
    assert sum(key[0] == path.resolve() for key in server._zipped) == 1


def test_not_modified_by_tag_and_by_date(server):
    for accept in ({}, {"Accept_Encoding": "gzip"}):
        _, headers, _ = ask(server, "/a.js", **accept)
        for condition in (
            {"If_None_Match": headers["ETag"]},
            {"If_None_Match": f'"other", W/{headers["ETag"]}'},
            {"If_Modified_Since": headers["Last-Modified"]},
        ):
            status, again, body = ask(server, "/a.js", **accept, **condition)
            assert (status, body) == (304, b"")
            assert again["ETag"] == headers["ETag"]
    assert ask(server, "/a.js", If_None_Match='"other"')[0] == 200
    assert ask(server, "/a.js", If_Modified_Since="Thu, 01 Jan 1970 00:00:00 GMT")[0] == 200
    assert ask(server, "/a.js", If_Modified_Since="yesterday")[0] == 200


def test_head_sends_no_body(server):
    for path in ("/", "/a.whl", "/none"):
        _, got, _ = ask(server, path)
        _, headers, body = ask(server, path, "HEAD")
        assert body == b""
        assert headers["Content-Length"] == got["Content-Length"]


def test_folders(server):
    assert ask(server, "/lab/")[2] == b"the lab"
    status, headers, _ = ask(server, "/lab?x=1")
    assert (status, headers["Location"]) == (301, "/lab/?x=1")
    assert ask(server, "/lab/?x=1#y")[0] == 200


def test_a_redirect_stays_on_this_site(server):
    _, headers, _ = ask(server, "//lab")
    assert headers["Location"] == "/lab/"


@pytest.mark.parametrize(
    "path",
    [
        "/none.html",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/lab/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/out.txt",
        "//etc/passwd",
        "/a.js/",
        "/%00",
    ],
)
def test_what_is_not_in_the_folder_is_not_found(server, path):
    status, _, body = ask(server, path)
    assert status == 404
    assert body == b"no such page"


def test_one_connection_serves_many_requests(server):
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    for path in ("/", "/none", "/lab", "/a.js", "/a.whl"):
        connection.request("GET", path)
        connection.getresponse().read()
    connection.close()


def test_other_methods_are_refused(server):
    assert ask(server, "/", "POST")[0] == 501


def test_without_a_404_page_it_is_said_in_words(tmp_path):
    (tmp_path / "index.html").write_text("home")
    with Server(tmp_path, port=0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        assert ask(server, "/none")[::2] == (404, b"Not found\n")
        server.shutdown()
        thread.join()


def test_a_busy_port_is_told(server, root):
    port = server.server_port
    with pytest.raises(SiteError, match=rf"Port {port} of 127.0.0.1 is in use.*--port {port + 1}"):
        Server(root, port=port)


def test_a_folder_that_is_no_site_is_told(tmp_path):
    with pytest.raises(SiteError, match=r"Expected a built site in .*Run `make build`"):
        Server(tmp_path, port=0)
