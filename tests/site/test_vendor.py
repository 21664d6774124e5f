import hashlib
import json
import subprocess

import pytest
from builder.paths import ROOT, VENDOR
from builder.vendor import VendorError, manifest, verify


def test_every_vendored_file_is_the_one_the_manifest_describes():
    verify()


def test_every_committed_vendored_file_is_in_the_manifest():
    tracked = subprocess.run(
        ["git", "ls-files", "site/vendor", "nnweb/data"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    listed = {entry["path"] for entry in manifest()}
    licences = {path for path in tracked if "LICENSE" in path}
    assert set(tracked) - licences - {"site/vendor/manifest.json"} == listed


def test_every_folder_of_vendored_files_has_its_licence():
    for folder in {(ROOT / entry["path"]).parent for entry in manifest()}:
        assert any(folder.glob("LICENSE*")), folder


def test_numpys_wheel_is_the_one_pyodides_own_lock_names():
    lock = json.loads((VENDOR / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    (wheel,) = (VENDOR / "numpy").glob("*.whl")
    assert wheel.name == lock["packages"]["numpy"]["file_name"]
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() == lock["packages"]["numpy"]["sha256"]


@pytest.mark.parametrize(("content", "complaint"), [(b"other", "expected SHA-256"), (None, "is missing")])
def test_a_wrong_file_is_named(tmp_path, content, complaint):
    entry = manifest()[0]
    entry["path"], entry["sha256"] = "thing.js", "0" * 64
    if content is not None:
        (tmp_path / "thing.js").write_bytes(content)
    with pytest.raises(VendorError, match=r"thing\.js") as caught:
        verify([entry], root=tmp_path)
    assert complaint in str(caught.value)
    assert "git checkout" in str(caught.value)
