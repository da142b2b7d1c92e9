"""The server's place: this machine only, on the port asked for or a free one."""

import pytest

from supple.cli.serve import USUAL_PORT, listen
from supple.core.errors import InputError


def test_it_listens_on_this_machine_only():
    with listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_usual_port_that_is_taken_is_passed_over():
    with listen(None) as first, listen(None) as second:
        assert first.getsockname()[1] != second.getsockname()[1] >= USUAL_PORT


def test_a_port_asked_for_that_is_taken_is_said_to_be():
    with listen(0) as taken, pytest.raises(InputError, match="is taken"):
        listen(taken.getsockname()[1])
