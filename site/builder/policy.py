"""The content security policy that goes into every page's head."""

import base64
import hashlib
import re
from pathlib import Path

INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)


def add_content_security_policies(folder: Path) -> None:
    """Give every page one policy: this origin, and the pages' own inline scripts by hash.

    One for all, because instant navigation brings the next page's head into this document: two different
    policies would both hold there, and each forbid what only the other allows.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}
    hashes = sorted(
        {_source_hash(match["body"]) for html in pages.values() for match in _inline_scripts(html)}
    )
    for path, html in pages.items():
        path.write_text(with_policy(html, hashes), "utf-8")


def with_policy(html: str, hashes: list[str]) -> str:
    """Return the page with a policy in its head, in place of one it may have already."""
    policy = "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *hashes)),
            # Material and our figures set widths and positions by style attributes.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return re.sub(
        r"<head>(\s*<meta http-equiv=\"Content-Security-Policy\"[^>]*>)?", f"<head>\n    {tag}", html, count=1
    )


def _inline_scripts(html: str) -> list[re.Match[str]]:
    return [match for match in INLINE_SCRIPT.finditer(html) if _runs(match)]


def _runs(match: re.Match[str]) -> bool:
    """Whether the browser runs the element's own text: it has no src and is not data."""
    return "src=" not in match["attributes"] and "application/" not in match["attributes"]


def _source_hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
