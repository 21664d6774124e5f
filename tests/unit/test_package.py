"""What holds for every module of the package."""

import importlib
import inspect
import os
import pkgutil
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

import nnweb
from nnweb.layers import Dense

ROOT = Path(nnweb.__file__).parent
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages([str(ROOT)], "nnweb.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["nnweb", *MODULES])
def test_every_public_name_is_there_and_documented(name):
    module = importlib.import_module(name)
    assert module.__doc__
    if not hasattr(module, "__all__") and not any(map(inspect.isroutine, vars(module).values())):
        return  # a folder's own file, with nothing in it but a docstring
    assert isinstance(module.__all__, list), f"{name} lacks __all__"
    source = inspect.getsource(module)
    for public in module.__all__:
        thing = getattr(module, public)
        if callable(thing) or inspect.ismodule(thing):
            assert inspect.getdoc(thing), f"{name}.{public} lacks a docstring"
        elif public != "__version__":
            # A constant carries its own beneath it, or its module speaks of it.
            named = f"`{public}`" in module.__doc__ or re.search(
                rf'^(\w+, )*{public}\b[^\n]*=[\s\S]*?^"""', source, re.MULTILINE
            )
            assert named, f"{name}.{public} lacks a word about it"
        if inspect.isclass(thing) and thing.__module__ == name:
            for method in vars(thing):
                function = getattr(thing, method)  # getdoc looks at the parent classes as well
                if inspect.isfunction(function) and not method.startswith("_"):
                    assert inspect.getdoc(function), f"{name}.{public}.{method} lacks a docstring"


def test_nothing_is_pickled_and_nothing_fetched():
    for path in ROOT.rglob("*.py"):
        source = path.read_text("utf-8")
        imported = re.findall(r"^\s*(?:from|import) ([\w.]+)", source, re.M)
        assert not {"pickle", "marshal", "shelve", "urllib.request", "http.client", "requests"} & set(
            imported
        ), path
        assert "allow_pickle=True" not in source


def test_only_numpy_is_needed():
    allowed = {"numpy", "nnweb", "PIL"}
    for path in ROOT.rglob("*.py"):
        for name in re.findall(r"^\s*(?:from|import) (\w+)", path.read_text("utf-8"), re.MULTILINE):
            assert name in allowed | set(sys.stdlib_module_names), path


def test_show_config(capsys):
    nnweb.show_config()
    out = capsys.readouterr().out
    assert nnweb.__version__ in out
    assert np.__version__ in out
    assert nnweb.ops.NAME in out


@pytest.mark.parametrize(
    ("before", "wanted"), [("", "1"), ("import os; os.environ['OPENBLAS_NUM_THREADS'] = '2'", "2")]
)
def test_numpy_is_loaded_with_one_thread_unless_another_number_is_asked_for(before, wanted):
    # What NumPy's OpenBLAS read when it was loaded can only be watched from the side: by the import itself.
    program = f"""{before}
import os, sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            print(os.environ.get("OPENBLAS_NUM_THREADS"))
sys.meta_path.insert(0, Watch())
import nnweb
print(os.environ.get("OPENBLAS_NUM_THREADS"))
"""
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.split() == [wanted, wanted if before else "None"]


def test_the_version_is_that_of_the_project():
    project = (ROOT.parent / "pyproject.toml").read_text("utf-8")
    assert f'version = "{nnweb.__version__}"' in project


@pytest.mark.parametrize("dtype", [np.uint8, np.float64])
def test_training_never_copies_the_whole_set(dtype):
    x = np.ones((20000, 200), dtype)
    y = np.zeros(len(x), np.uint8)
    model = nnweb.Sequential([Dense(4, "relu"), Dense(2, "softmax")], seed=0)
    model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
    tracemalloc.start()
    model.fit(x, y, batch_size=500, validation_split=0.1, verbose=0)
    model.evaluate(x, y, batch_size=500)
    model.predict(x, batch_size=500)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < x.size / 2  # bytes: less than half of the set even as uint8
