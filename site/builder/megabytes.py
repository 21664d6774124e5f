"""What a first touch fetches, said before it is fetched."""

from builder.vendor import manifest
from nnweb.datasets import FILES


def start_megabytes(needs: tuple[str, ...] = ()) -> int:
    """What Python, NumPy and a figure's images weigh, in MB; rounded up, with room for nnweb itself."""
    fetched = [".asm.js", ".asm.wasm", ".mjs", ".zip", ".whl"]
    fetched += [f"{name}.gz" for need in needs for name, *_ in FILES.get(need, ())]
    weights = [entry["bytes"] for entry in manifest() if entry["path"].endswith(tuple(fetched))]
    return round(sum(weights) / 1e6 + 0.5)
