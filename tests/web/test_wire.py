"""What the page may say, and how the coach's events read on the line."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.app.ghosting import Ghost
from supple.core.errors import MessageError
from supple.core.events import Command, SetDone, State, StateChanged
from supple.core.figure.ghost import Spot
from supple.web import wire


def test_a_hello_a_tick_and_a_command_are_understood() -> None:
    hello = wire.parse('{"type":"hello","version":1,"width":640,"height":480,"last_event":3}')
    tick = wire.parse('{"type":"tick","time_s":12.5}')
    command = wire.parse('{"type":"command","command":"pain","time_s":1}')
    assert isinstance(hello, wire.Hello)
    assert hello.last_event == 3
    assert isinstance(tick, wire.TickMessage)
    assert tick.time_s == 12.5
    assert isinstance(command, wire.CommandMessage)
    assert command.command is Command.PAIN


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "7", '{"type":"shout"}', '{"type":"tick"}',
        '{"type":"tick","time_s":-1}', '{"type":"tick","time_s":1e400}',
        '{"type":"hello","version":2}', '{"type":"hello","version":1,"width":0}',
        '{"type":"command","command":"fly","time_s":1}',
        '{"type":"tick","time_s":1,"picture":"..."}', '"' + "x" * 5000 + '"',
    ],
)  # fmt: skip
def test_what_does_not_follow_the_contract_is_named_in_a_sentence(text: str) -> None:
    with pytest.raises(MessageError) as caught:
        wire.parse(text)
    assert caught.value.problems[0].what


@given(st.text(max_size=200))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with suppress(MessageError):
        wire.parse(text)


def test_an_event_carries_its_number_its_type_and_its_fields_and_nan_is_null() -> None:
    event = StateChanged(
        at_s=1.23456,
        state=State.HOLDING,
        set_index=0,
        set_count=2,
        side="left",
        phase=1,
        lasts_s=nan,
    )
    assert json.loads(json.dumps(wire.event_json(event, 7))) == {
        "n": 7, "type": "state_changed", "at_s": 1.235, "state": "holding", "set_index": 0,
        "set_count": 2, "side": "left", "phase": 1, "lasts_s": None,
    }  # fmt: skip


def test_a_ghost_reads_from_the_top_down_and_its_limbs_only_where_they_are_new() -> None:
    spot = Spot(x=0.5, y=0.25, metre=0.41234)
    ghost = Ghost(spot=spot, matches={"trunk": 0.333}, paths={"trunk": "M0 0Z"})
    told = {
        "n": 0, "type": "ghost", "shown": True, "at": [0.5, 0.75, 0.4123],
        "matches": {"trunk": 0.33},
    }  # fmt: skip
    assert wire.ghost_json(ghost) == {**told, "limbs": {"trunk": "M0 0Z"}}
    assert wire.ghost_json(replace(ghost, paths=None)) == told
    assert wire.ghost_json(Ghost(why="nobody")) == {
        "n": 0, "type": "ghost", "shown": False, "why": "nobody",
    }  # fmt: skip


def test_a_page_may_ask_for_a_ghost_and_for_nothing_else_of_it() -> None:
    message = wire.parse('{"type":"ghost","wanted":true}')
    assert isinstance(message, wire.GhostMessage)
    assert message.wanted
    with pytest.raises(MessageError):
        wire.parse('{"type":"ghost"}')


def test_findings_inside_an_event_are_plain_too() -> None:
    event = SetDone(
        at_s=1.0,
        set_index=0,
        side=None,
        credited_s=10.0,
        repetitions_count=0,
        by="camera",
        skipped=False,
        findings=(),
    )
    assert wire.event_json(event, 1)["findings"] == []
