from __future__ import annotations

import csv
from io import StringIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.forgetting.raw_text import RawTable

CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=("Cs", "Cc")) | st.just("\n")
)
ROWS = st.lists(st.tuples(st.sampled_from("abc"), CELL, CELL), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, ending=st.sampled_from(["\n", "\r\n"]), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_rows_that_stay_keep_every_byte(tmp_path, rows, ending, mark):
    def written(kept) -> bytes:
        out = StringIO(newline="")
        writer = csv.writer(out, lineterminator=ending)
        writer.writerows([("document", "quote", "note"), *kept])
        return mark + out.getvalue().encode()

    path = tmp_path / "table.csv"
    path.write_bytes(written(rows))
    changed = RawTable(path).changed(lambda cells: None if cells["document"] == "a" else cells)
    assert changed == written([row for row in rows if row[0] != "a"])


def test_a_changed_row_is_written_as_a_table_s_and_the_others_stay(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b'document;quote\r\n"a";"x ; y"\r\nb;z\r\n')
    changed = RawTable(path).changed(
        lambda cells: cells | {"quote": 'say "n"; m'} if cells["document"] == "b" else cells
    )
    assert changed == b'document;quote\r\n"a";"x ; y"\r\nb;"say ""n""; m"\r\n'


def test_tabs_and_columns_without_names_are_read_too(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_bytes(b'a\tsays "so\nb\tno\n')
    table = RawTable(path, header=False)
    assert table.changed(lambda cells: None if cells["1"] == "b" else cells) == b'a\tsays "so\n'
