import pytest
from builder import kernel


@pytest.mark.slow
def test_the_committed_kernel_is_what_its_source_builds(tmp_path):
    kernel.build(tmp_path / "kernel.wasm")
    built = (tmp_path / "kernel.wasm").read_bytes()
    assert built == kernel.RESULT.read_bytes(), "run `make kernel` and commit both"


def test_the_kernel_is_small():
    assert kernel.RESULT.stat().st_size < 16_384
