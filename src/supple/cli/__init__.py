"""The command line: words in, exit codes out. Each command imports what it needs when it runs.

Exit codes: 0 done, 1 done in part, 2 an input that cannot be used or wrong words, 130 interrupted,
70 a fault of ours. Whatever goes wrong is said in a sentence; nobody meets a traceback.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NoReturn

from supple import __version__
from supple.core.errors import InputError, SuppleError

DONE: Final = 0
UNUSABLE: Final = 2
OUR_FAULT: Final = 70
INTERRUPTED: Final = 130

COMMANDS: Final = ("catalogue", "check", "figure", "rebuild", "bench")
CHOICE: Final = re.compile(r"invalid choice: '(?P<said>.*?)' \(choose from (?P<known>.*)\)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code."""
    _lossy_rather_than_broken()
    try:
        arguments = _parser().parse_args(argv)
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else DONE
    except InputError as error:
        return _say(*(str(problem) for problem in error.problems))
    except SuppleError as error:
        return _say(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return DONE
    except Exception as error:
        return _unexpected(error)
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the words in one sentence, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{_sentence(message)} `{self.prog} --help` shows what there is.\n")


def _sentence(message: str) -> str:
    choice = CHOICE.search(message)
    if choice is None:
        return f"{message[0].upper()}{message[1:].rstrip('.')}."
    said, known = choice["said"], re.findall(r"[\w-]+", choice["known"])
    close = get_close_matches(said, known, n=1)
    meant = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}."
    return f'There is no "{said}" here; {meant}'


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="supple",
        description="The open coach for a flexible back. Without a command, it serves its pages "
        "on this machine and opens them.",
    )
    parser.add_argument("--version", action="version", version=f"supple {__version__}")
    parser.add_argument(
        "--port", type=_port, metavar="N", help="the port to serve on (else the usual one)"
    )
    parser.add_argument("--no-browser", action="store_true", help="serve without opening a page")
    parser.add_argument(
        "--database", metavar="URL", help="where the history is (else in your data folder)"
    )
    parser.set_defaults(run=_serve)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in COMMANDS:
        if find_spec(f"{__name__}.{name}") is not None:
            import_module(f"{__name__}.{name}").add(subparsers)
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f'"{text}" is not a port; give a number up to 65535')
    return int(text)


def _serve(arguments: argparse.Namespace) -> int:
    return int(import_module(f"{__name__}.serve").run(arguments))


# When something goes wrong


def _say(*sentences: str) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return UNUSABLE


def _unexpected(error: Exception) -> int:
    print(fault(error), file=sys.stderr)
    return OUR_FAULT


def fault(error: Exception) -> str:
    """The sentence for a fault of ours; the whole of it goes to the log."""
    from traceback import format_exception

    trace = "".join(format_exception(error))
    if os.environ.get("SUPPLE_DEBUG") == "1":
        print(trace, end="", file=sys.stderr)
    log = _logged(trace)
    where = f"The details are in {log}." if log else "SUPPLE_DEBUG=1 shows the details."
    return f"Something went wrong inside Supple. Sorry about that. {where}"


def _logged(trace: str) -> Path | None:
    from datetime import UTC, datetime

    log = _home() / "supple.log"
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        with open(descriptor, "a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{trace}\n")
    except OSError:
        return None
    return log


def _home() -> Path:
    from platformdirs import user_data_path

    named = os.environ.get("SUPPLE_HOME")
    return Path(named) if named else user_data_path("supple", appauthor=False)


def _lossy_rather_than_broken() -> None:
    """A terminal that knows few letters shows question marks, not an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _close_quietly() -> None:
    """The reader of our output has left (`| head`): nothing more is written to it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        pass
    finally:
        os.close(nowhere)
