"""A fair comparison of a county's departments: only those shown, bands of a quarter each, estimates between raw and parent."""

from collections.abc import Iterator

import pytest

from actions.fair import fair
from actions.users import LOCAL
from actions.view import Query, compare
from confidentiality.cube import CellStatus
from db.engine import Store
from tests.actions.county import county


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = county(tmp_path_factory.mktemp("fair"))
    yield opened
    opened.close()


def test_only_shown_units_take_part(store: Store) -> None:
    rows = compare(LOCAL, store, Query(wave="W6", indicator="awareness", level=2))
    found = fair(LOCAL, store, Query(wave="W6", indicator="awareness", level=2))
    assert [row.unit for row in found.rows] == [row.unit for row in rows if row.status is CellStatus.SHOWN]
    assert [row.unusual for row in found.rows] == [row.unusual for row in rows if row.status is CellStatus.SHOWN]


def test_an_estimate_lies_between_the_unit_and_its_parent(store: Store) -> None:
    found = fair(LOCAL, store, Query(wave="W6", indicator="awareness", level=2))
    parents = {row.unit: row.share for row in compare(LOCAL, store, Query(wave="W6", indicator="awareness", level=1))}
    for row in found.rows:
        parent = parents[row.unit[0]]
        assert parent is not None
        assert row.estimate is not None
        assert min(row.share, parent) - 1e-9 <= row.estimate <= max(row.share, parent) + 1e-9


def test_limits_narrow_with_more_answers_and_hold_the_centre(store: Store) -> None:
    found = fair(LOCAL, store, Query(wave="W6", indicator="awareness", level=2))
    assert found.funnel is not None
    first, last = found.limits[0], found.limits[-1]
    assert last.unusual[1] - last.unusual[0] <= first.unusual[1] - first.unusual[0]
    for limit in found.limits:
        assert limit.unusual[0] < limit.warning[0] < found.funnel.centre < limit.warning[1] < limit.unusual[1]


def test_a_level_of_few_units_has_no_funnel_plot(store: Store) -> None:
    found = fair(LOCAL, store, Query(wave="W6", indicator="awareness", level=1))
    assert (found.funnel, found.limits, len(found.rows)) == (None, (), 2)
