"""Templates that run away are stopped, with file and line; what an honest template does passes."""

import time

import pytest

from briefing.compose import slots
from briefing.errors import PackError
from briefing.model.brief import Brief
from briefing.model.document import Paragraph, read_plain
from tests.compose.briefs import fill, make_point, make_section

RUNAWAY = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(100001) %}{% endfor %}",
    "{% for a in range(2) %}{% for b in range(50000) %}{{ b }}{% endfor %}{% endfor %}",
    "{% for a in range(20000) %}" + "word " * 200 + "{% endfor %}",
    "{% set x %}{% for a in range(20000) %}" + "word " * 200 + "{% endfor %}{% endset %}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    '{% include "brief.md.jinja" %}{% include "brief.md.jinja" %}',
    '{{ "a" * 1000000000 }}',
    "{{ [1] * 1000000000 }}",
    "{{ 1000000000 * 'a' }}",
    "{{ 9 ** (9 ** 9) }}",
    "{% set n = namespace(x=7) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
    '{% set n = namespace(x="aa") %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}',
    '{% set n = namespace(x="aa") %}{% for a in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}{{ n.x }}',
    "{% set n = namespace(x=[1]) %}{% for a in range(40) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x|join }}",
    "{% set n = namespace(x=[1]) %}{% for a in range(40) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x ~ '' }}",
    '{{ range(100000)|join("a" * 100000) }}',
    "{{ [1]|slice(1000000000)|list|length }}",
    "{{ [1]|batch(1000000000, 'x')|list|length }}",
    "{{ ([[1] * 99999] * 999)|sum(start=[]) }}",
    '{{ "%999999999d" % 1 }}',
    '{{ "a".ljust(1000000000) }}',
    '{{ "{:>999999999}".format(1) }}',
    '{{ "ab".replace("a", "b") }}',
]


@pytest.mark.parametrize("template", RUNAWAY, ids=lambda text: text[:50])
def test_a_template_that_runs_away_is_stopped(template: str) -> None:
    start = time.process_time()
    with pytest.raises(PackError) as caught:
        fill(template)
    assert time.process_time() - start < 5
    assert caught.value.place.startswith("own/brief.md.jinja"), caught.value.message


def test_too_much_text_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PackError, match="more than 2000000 characters"):
        fill("word " * 400_001)


def test_too_many_values_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "MOST_VALUES", 3)
    with pytest.raises(PackError, match="the layout prints more than 3 values"):
        fill("{{ 1 }}{{ 2 }}{{ 3 }}{{ 4 }}")


HONEST = [
    ("{% for a in range(3) %}{{ a * 2 + 1 }} {% endfor %}", "1 3 5"),
    ("{{ 2 ** 10 }} {{ 7 % 4 }} {{ -3 * 2 }}", "1024 3 -6"),
    ('{{ ("a" ~ 1 ~ "b") + "c" }} {{ "ab" * 2 }}', "a1bc abab"),
    ('{{ ["a", "b"]|join(", ") }} {{ [1, 2]|sum }} {{ [3, 1]|sort|join("") }}', "a, b 3 13"),
    ('{% if brief.sections[0].id.startswith("te") %}yes{% endif %}', "yes"),
    ('{% for key, value in {"a": 1}.items() %}{{ key }}{{ value }}{% endfor %}', "a1"),
    ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ brief.sections|length }}", "1"),
    ("{% call(x) m() %}{{ x }}{% endcall %}{% macro m() %}{{ caller(4) }}{% endmacro %}", None),
    ("{{ [1, 2, 3]|batch(2)|list|length }} {{ (1, 2).count(1) }} {{ [1].index(1) }}", "2 1 0"),
]


@pytest.mark.parametrize(("template", "printed"), HONEST)
def test_what_an_honest_template_does_passes(template: str, printed: str | None) -> None:
    brief = Brief(title="A title", sections=(make_section(make_point()),))
    if printed is None:
        with pytest.raises(PackError, match="there is no"):
            fill(template, brief)
        return
    (block,) = fill(template, brief).blocks
    assert isinstance(block, Paragraph)
    assert read_plain(block.children) == printed
