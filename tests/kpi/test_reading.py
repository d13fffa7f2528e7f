"""Service KPIs from a CSV, by rows and by faults."""

from datetime import date

import pytest

from kpi.definitions import KpiValue
from kpi.reading import KpiFileProblem, read_kpis

HEAD = "kpi,name_ja,name_en,measured_in,owner,date,value\n"


def test_values_come_in_order_of_time() -> None:
    text = (
        HEAD
        + "online,電子申請率,Online share,%,総務局,2025-06-30,41.5\nonline,電子申請率,Online share,%,総務局,2025-03-31,38\n"
    )
    (kpi,) = read_kpis(text)
    assert (kpi.key, kpi.name_ja, kpi.measured_in) == ("online", "電子申請率", "%")
    assert kpi.values == (KpiValue(day=date(2025, 3, 31), value=38), KpiValue(day=date(2025, 6, 30), value=41.5))


@pytest.mark.parametrize(
    ("text", "column", "row", "found"),
    [
        ("kpi,date\n", "name_ja", None, ""),
        (HEAD + "a,b,c,d,e,June,1\n", "date", 2, "June"),
        (HEAD + "a,b,c,d,e,2025-06-30,1\na,b,c,d,e,2025-07-31,many\n", "value", 3, "many"),
        (HEAD + "a,b,c,d,e,2025-06-30,nan\n", "value", 2, "nan"),
    ],
)
def test_faults_name_the_column_the_row_and_what_is_there(text: str, column: str, row: int | None, found: str) -> None:
    with pytest.raises(KpiFileProblem) as problem:
        read_kpis(text)
    assert (problem.value.column, problem.value.row, problem.value.found) == (column, row, found)
