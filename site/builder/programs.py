"""The programs that cells hold, by the name a page gives them: "article", "lessons/neuron"."""

from builder.paths import ROOT

# Where there is a "NAME_zh", that is the program on Chinese pages.
EXAMPLES = ROOT / "examples"
PROGRAMS = {path.relative_to(EXAMPLES).with_suffix("").as_posix(): path for path in EXAMPLES.rglob("*.py")}


def program_for(name: str, language: str) -> str:
    """Return a program, with its comments and printed words in the language where there is such a one."""
    return PROGRAMS.get(f"{name}_{language}", PROGRAMS[name]).read_text("utf-8")
