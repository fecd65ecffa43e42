"""Shared work: as many processes as asked for, the same bytes, and nothing left behind."""

import dataclasses
import signal
import time
from pathlib import Path

import pytest

from briefing.pipeline.build import build
from briefing.pipeline.explain import explain
from briefing.pipeline.jobs import leave_interrupts, open_executor
from briefing.pipeline.request import BuildRequest


def test_one_job_needs_no_other_process() -> None:
    with open_executor(1) as executor:
        assert executor is None


def test_an_interrupt_is_left_to_whoever_gave_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    heeded: list[object] = []
    monkeypatch.setattr(signal, "signal", lambda *words: heeded.append(words))
    leave_interrupts()
    assert heeded == [(signal.SIGINT, signal.SIG_IGN)]


@pytest.mark.slow
def test_the_brief_is_the_same_for_any_number_of_jobs(root: Path, tmp_path: Path) -> None:
    alone = BuildRequest(dossier=root / "sources", out=tmp_path / "alone", formats=("docx", "pdf", "md"))
    shared = dataclasses.replace(alone, out=tmp_path / "shared", jobs=2)
    for request in (alone, shared):
        build(request)
    names = [file.name for file in sorted(alone.out.iterdir())]
    assert names
    for name in names:
        assert (alone.out / name).read_bytes() == (shared.out / name).read_bytes()
    assert explain(alone) == explain(shared)


@pytest.mark.slow
def test_work_that_nobody_waits_for_is_dropped() -> None:
    with open_executor(2) as executor:
        assert executor is not None
        waiting = [executor.submit(time.sleep, 0.2) for _ in range(20)]
    assert any(each.cancelled() for each in waiting)
