"""What the columns of a table are for: headers propose, cells decide."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from errdex.readers.columns import Context, judge

NOWHERE = Context("", "", "")
ERRORS = Context("Errors", "Errors", "")


def roles(labels: str, rows: Sequence[str], context: Context = NOWHERE) -> str:
    """Return the roles of a table's columns, empty for one that is no error table."""
    columns = judge(labels.split("|"), [row.split("|") for row in rows], context)
    return "|".join(columns.roles) if columns else ""


@pytest.mark.parametrize(
    ("labels", "rows", "expected"),
    [
        ("Error Code|Value|Description", ["1001|404|down", "1002|500|up"], "code|code|message"),
        ("Error Code|Status|Description", ["1001|404|down", "1002|500|up"], "code|status|message"),
        ("Error Code|Status|Description", ["1001|70404|down", "1002|70500|up"], "code|code|message"),
        ("Error Code|Code|Description", ["1001|a word|down", "1002|two words|up"], "code||message"),
        ("Error Code|Error Number|Description", ["1001|a word|down", "1002|two words|up"], "code||message"),
        ("Error Code|Status|Description", ["1001|a word|down", "1002|two words|up"], "code||message"),
        ("Error Code|Reason|Description", ["1001|a word|down", "1002|two words|up"], "code|cause-remedy|message"),
        ("Error Code|Error|Description", ["1001|a word|down", "1002|two words|up"], "code|message|message"),
        ("Error Code|Result|Description", ["1001|a word|down", "1002|two words|up"], "code|message|message"),
        ("Error Code|Name|Description", ["1001|ERR_A|down", "1002|ERR_B|up"], "code|symbol|message"),
        ("Error Code|Name|Description", ["1001|a word|down", "1002|two words|up"], "code|title|message"),
        ("Error Code|No.|Description", ["1001|1|down", "1002|2|up"], "code||message"),
        ("Error Code|Sub-code|Description", ["1001|a word|down", "1002|two words|up"], "code|subcode|message"),
    ],
)
def test_a_column_beside_the_codes_is_what_its_cells_are(labels: str, rows: list[str], expected: str) -> None:
    """The same header is one thing over identifiers and another one over words."""
    assert roles(labels, rows) == expected


@pytest.mark.parametrize(("distinct", "expected"), [(10, "title"), (7, "title"), (6, "category"), (1, "category")])
def test_types_that_repeat_are_categories(distinct: int, expected: str) -> None:
    """A type for nearly every row is what the row is called; one for many rows is a drawer."""
    rows = [f"{1000 + i}|kind {i % distinct}|it is {i}" for i in range(10)]
    assert roles("Error Code|Type|Description", rows) == f"code|{expected}|message"


@pytest.mark.parametrize(
    ("section", "near", "far", "expected"),
    [
        ("Errors of a region", "", "", True),
        ("Regions", "Errors, Regions", "errors", False),
        ("Codes", "Errors, Codes", "", True),
        ("Codes", "", "errors", True),
        ("Codes", "Regions, Codes", "errors", False),
        ("Codes", "", "", False),
    ],
)
def test_headings_tell_what_codes_are_of(section: str, near: str, far: str, expected: bool) -> None:
    """A section on errors may name regions; one on regions has no errors, whatever the document is about."""
    rows = ["30011|down", "30015|up"]
    assert bool(roles("Code|Description", rows, Context(section, f"{near} {section}", far))) is expected


def test_few_types_are_titles() -> None:
    """Two rows of one type tell nothing yet."""
    assert roles("Error Code|Type|Description", ["1|same|a", "2|same|b"]) == "code|title|message"


@pytest.mark.parametrize("label", ["Status", "Return value", "Name", "Type", "Reason", "No.", "Code", "Constant"])
def test_any_such_header_may_hold_the_codes_where_errors_are_spoken_of(label: str) -> None:
    """In a section on errors identifiers beside an explanation are the codes; elsewhere they are not."""
    rows = ["30011|down", "30015|up"]
    assert roles(f"{label}|Description", rows, ERRORS) == "code|message"
    assert roles(f"{label}|Description", rows) == ""


@pytest.mark.parametrize("label", ["Event", "Event name", "Parameter", "リージョン", "参数"])
def test_a_column_of_something_else_keeps_a_table_prose(label: str) -> None:
    """What to do on an event is no error table, however its codes look; unless errors are spoken of right above."""
    rows = ["ping|30011|wait", "pong|30015|go on"]
    assert roles(f"{label}|Code|Solution", rows) == ""
    assert roles(f"{label}|Code|Solution", rows, Context("", "", "errors")) == ""
    assert roles("Case|Code|Solution", rows) == "cause|code|remedy"
    assert roles(f"{label}|Code|Solution", rows, ERRORS).split("|")[1:] == ["code", "remedy"]


@pytest.mark.parametrize(("hard", "expected"), [(10, True), (8, True), (5, True), (4, False)])
def test_codes_may_be_words_when_half_of_them_are_hard(hard: int, expected: bool) -> None:
    """`Throttling` is a code among codes; a column of words is none."""
    rows = [f"{'Throttle.A' if i < hard else 'Throttling'}{i if i < hard else ''}|it is" for i in range(10)]
    assert bool(roles("Error|Description", rows, ERRORS)) is expected


@pytest.mark.parametrize(("typed", "expected"), [(5, "code"), (6, "")])
def test_data_types_are_those_of_parameters(typed: int, expected: str) -> None:
    """Where most cells of a column are data types the table lists parameters."""
    rows = [f"{1000 + i}|{'string' if i < typed else 'a word'}|it is {i}" for i in range(10)]
    assert roles("Code|Kind|Description", rows, ERRORS).split("|")[0] == expected


def test_sentences_may_speak_of_data() -> None:
    """Errors are of numbers, files and strings; only a column of nothing but data types makes a table of parameters."""
    assert roles("Code|Message", ["4100|Invalid number", "4101|No such file", "4102|Null"], ERRORS) == "code|message"
    assert roles("Code|Message", ["4100|string", "4101|array of string", "4102|integer"], ERRORS) == ""


@pytest.mark.parametrize(
    ("labels", "rows", "expected"),
    [
        ("Code|Description", ["4100|a", "4101|b"], "code|message"),
        ("Code|Description", ["1|a", "2|b"], "code|message"),
        ("Value|Description", ["1|a", "2|b"], ""),
        ("Region|Code|Description", ["a|4100|a", "b|4101|b"], ""),
        ("Code|Type|Description", ["4100|string|a", "4101|int|b"], ""),
        ("Code|City", ["4100|a", "4101|b"], ""),
    ],
)
def test_a_document_of_errors_needs_no_plain_header(labels: str, rows: list[str], expected: str) -> None:
    """`kind: errors` speaks of errors for all its tables, and makes none of parameters or regions an error table."""
    assert roles(labels, rows, Context("", "", "", declared=True)) == expected
    assert roles(labels, rows) == ""


def test_words_may_stand_among_codes_under_a_plain_header() -> None:
    """One code under `Error Code` makes an error table; a column that is all codes goes before it."""
    rows = ["not known|1|a", "none yet|2|b", "4100|3|c"]
    assert roles("Error Code|Value|Description", rows, ERRORS) == "|code|message"
    assert roles("Error Code|Group|Description", rows) == "code|category|message"
    assert roles("Error Code|Group|Description", rows[:2]) == ""
    assert roles("Code|Group|Description", rows, ERRORS) == ""


def test_what_only_counts_is_no_code() -> None:
    """1, 2, 3 under `Code` count the rows; 1, 2, 4 do not, nor does a count in a section that is about errors."""
    far = Context("", "", "errors")
    assert roles("Code|Description", ["1|a", "2|b", "3|c"], far) == ""
    assert roles("Code|Description", ["0|a", "1|b"], far) == ""
    assert roles("Code|Description", ["1|a", "2|b", "4|c"], far) == "code|message"
    assert roles("Code|Description", ["1|a", "2|b", "3|c"], ERRORS) == "code|message"
    assert roles("No.|Description", ["1|a", "2|b", "3|c"], ERRORS) == ""


def test_of_two_notations_the_decimal_one_gives_way() -> None:
    """Of equals the first column counts, unless it says that it is the other notation; a fuller one goes before."""
    both = ["0x10|16|down", "0x11|17|up"]
    assert roles("Error Code|Error Code (decimal)|Description", both) == "code|code|message"
    columns = judge(["Error code (decimal)", "Error code", "Text"], [row.split("|") for row in both], NOWHERE)
    assert columns is not None
    assert columns.code == 1
    columns = judge(
        ["Error code", "Error number", "Text"], [["", "7", "a"], ["x y", "8", "b"], ["9", "9", "c"]], NOWHERE
    )
    assert columns is not None
    assert columns.code == 1
