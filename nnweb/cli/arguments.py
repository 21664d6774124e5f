"""What the command line takes: subcommands, options, help and exit codes.

Exit codes: 0 done, 1 it could not be done (one sentence says why), 2 the command line was wrong.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from nnweb import __version__
from nnweb.activations import ACTIVATIONS
from nnweb.cli import commands
from nnweb.optimizers import OPTIMIZERS

__all__ = ["main"]

EXAMPLES = {
    "train": """examples:
  nnweb train
  nnweb train --epochs 10 --hidden-units 256 --seed 0 --save digits.npz
  nnweb train --optimizer sgd --learning-rate 0.1 --train-images 6000""",
    "evaluate": """examples:
  nnweb evaluate digits.npz""",
    "predict": """examples:
  nnweb predict --model digits.npz seven.png
  nnweb predict --model digits.npz scans/*.png""",
    "serve": """examples:
  nnweb serve
  nnweb serve build/site --port 9000
  PORT=9000 nnweb serve""",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line, by default the program's own; return the exit code."""
    args = _parser().parse_args(arguments)
    try:
        args.run(args)
    except (ValueError, OSError, ArithmeticError, ModuleNotFoundError) as error:
        print(f"nnweb {args.command}: {_sentence(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nnweb", description="Neural networks in plain NumPy: train, test and use the digit classifier."
    )
    parser.add_argument("--version", action="version", version=f"nnweb {__version__}")
    commands_of = parser.add_subparsers(dest="command", required=True, metavar="command")

    def command(name: str, run: Callable[[argparse.Namespace], None], help: str) -> argparse.ArgumentParser:
        made = commands_of.add_parser(
            name,
            help=help,
            description=f"{help[0].upper()}{help[1:]}.",
            epilog=EXAMPLES[name],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        return made

    train = command("train", commands.train, "train a network on MNIST's handwritten digits")
    train.add_argument("--epochs", type=_count, default=5, help="times through the images (default: 5)")
    train.add_argument("--batch-size", type=_count, default=32, help="images to a step (default: 32)")
    train.add_argument("--learning-rate", type=_positive, help="size of a step (default: the optimizer's)")
    train.add_argument("--optimizer", choices=list(OPTIMIZERS), default="adam", help="(default: adam)")
    train.add_argument("--hidden-units", type=_count, default=128, help="(default: 128)")
    hidden = [name for name in ACTIVATIONS if name != "softmax"]
    train.add_argument(
        "--activation", choices=hidden, default="relu", help="of the hidden units (default: relu)"
    )
    train.add_argument("--train-images", type=_count, default=60000, help="how many (default: all 60000)")
    train.add_argument("--seed", type=int, help="makes the run repeatable (default: drawn)")
    train.add_argument("--save", metavar="FILE", help="write the trained network to this .npz file")

    evaluate = command("evaluate", commands.evaluate, "test a saved network on MNIST's 10,000 test images")
    evaluate.add_argument("model", metavar="MODEL", help="a file that train --save wrote")

    predict = command("predict", commands.predict, "tell the digit in image files")
    predict.add_argument("--model", metavar="MODEL", help="a file that train --save wrote")
    predict.add_argument(
        "files", nargs="+", metavar="FILE.png", help="one digit each, dark on light or light on dark"
    )

    serve = command("serve", commands.serve, "serve a built site")
    serve.add_argument("folder", nargs="?", default="build/site", metavar="DIR", help="(default: build/site)")
    # A string default goes through `type` as well: a wrong PORT is told like a wrong --port.
    port = os.environ.get("PORT") or "8000"
    serve.add_argument(
        "--port", type=_port, default=port, help="(default: the environment's PORT, else 8000)"
    )
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    return parser


def _sentence(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError) and error.filename is not None:
        return f"Expected a file {error.filename}. There is none."
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.strerror}: {error.filename}"
    return str(error)


def _count(text: str) -> int:
    value = int(text) if text.isascii() and text.isdigit() else 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number of 1 or more, received {text!r}")
    return value


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number above 0, received {text!r}")
    return value


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"expected a port, 0 to 65535, received {text!r}")
    return int(text)
