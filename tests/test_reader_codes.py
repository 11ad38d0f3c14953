"""What a code looks like, and what a cell with codes says."""

from __future__ import annotations

import pytest

from errdex.readers.code_cell import read_code
from errdex.readers.codes import shape_of
from errdex.spelling import range_of

CELLS = {
    # cell: codes, then names behind "="
    "4100": "4100",
    "-1012": "-1012",
    "10,000": "10,000",
    "002": "002",
    "１００１": "１００１",
    "0x80070005": "0x80070005",
    "2001FFFF": "2001FFFF",
    "42S02": "42S02",
    "AuthFailure.Foo": "AuthFailure.Foo",
    "DB：0140": "DB：0140",
    "E-AUTH-001": "E-AUTH-001",
    "%SYS-5-CONFIG": "%SYS-5-CONFIG",
    "com.example.BarException": "com.example.BarException",
    "auth/invalid-email": "auth/invalid-email",
    "Throttling": "Throttling",
    "4100。": "4100",
    "(1001)": "1001",
    "#define ERR_FOO 12": "ERR_FOO = 12",
    "#define ERR_BAR (-13)": "ERR_BAR = -13",
    "constexpr ns::Code HMM_FAILED = 0x1F;": "HMM_FAILED = 0x1F",
    "the code = 5": "",
    "「1001」": "1001",
    "AV_ERR_X\n_Y": "AV_ERR_X_Y",
    "InvalidParameterValue.Loadba\nlancerId": "InvalidParameterValue.LoadbalancerId",
    "3004/3005": "3004; 3005",
    "-30300\n-31001": "-30300; -31001",
    "40001、40002": "40001; 40002",
    "1,2,3": "1; 2; 3",
    "400,401,403": "400; 401; 403",
    "1009及以上": "1009及以上",
    "2004～": "2004～",
    "1002-参数错误": "1002",
    "00-成功": "00",
    "ERR_X-失敗": "ERR_X",
    "ERR_BUSY\n(1029)": "ERR_BUSY = 1029",
    "1029\n（ERR_BUSY）": "1029 = ERR_BUSY",
    "1029/ERR_BUSY": "1029 = ERR_BUSY",
    "isBusy/1029": "isBusy = 1029",
    "SYS/1001": "SYS/1001",
    "1,041": "1,041",
    "100,000": "100,000",
    "120,001,300": "120,001,300",
    "4000 or 4001": "4000; 4001",
    "InvalidA / InvalidB": "InvalidA; InvalidB",
    "MISSING_PARAM/INVALID_PARAM": "MISSING_PARAM; INVALID_PARAM",
    "6001-6003, 6005": "6001-6003; 6005",
    "ApiException\nUNKNOWN_EXCEPTION": "ApiException; UNKNOWN_EXCEPTION",
    "4000-7000": "4000-7000",
    "112～116": "112～116",
    "120001 - 130000": "120001 - 130000",
    "120001  -\n130000": "120001 - 130000",
    "E02～E09": "E02～E09",
    "E100-E199": "E100-E199",
    "E100–E199": "E100–E199",
    "E100〜E199": "E100〜E199",
    "ERR_100..ERR_199": "ERR_100..ERR_199",
    "0x10-0x1F": "0x10-0x1F",
    "ORA-00001-ORA-00005": "ORA-00001-ORA-00005",
    "E100-E199, E300": "E100-E199; E300",
    "0x10-0x1F、0x30": "0x10-0x1F; 0x30",
    "4000-7000 (reserved)": "4000-7000",
    "E100 - E199（予約）": "E100 - E199",
    "0x10–0x1F reserved": "0x10–0x1F",
    "E100 - E199 – reserved": "E100 - E199",
    "E100 to E199 reserved": "E100 to E199",
    "0x10 - 0x1F 予約": "0x10 - 0x1F",
    "4000 - 4999 reserved": "4000 - 4999",
    "1073–74": "1073–74",
    "1055 or above": "1055 or above",
    "1055 and up": "1055 and up",
    "INVALID REQUEST": "",
    "CANCELLED 1": "CANCELLED = 1",
    "NotFound HTTP404": "NotFound = HTTP404",
    "4000 ～ 4999 予約": "4000 ～ 4999",
    "1001 - 3 retries": "1001",
    "-(3)": "",
    "SDK-4-100": "SDK-4-100",
    "ORA-00001": "ORA-00001",
    "A1-B9": "A1-B9",
    "2-67": "2-67",
    "4xx": "4xx",
    "InvalidParameter.*": "InvalidParameter.*",
    "< 0": "< 0",
    "100以上": "100以上",
    "7011、7012など": "7011; 7012",
    "7011, 7012 etc.": "7011; 7012",
    "7024 & 7025": "7024; 7025",
    "7026 + 7027": "7026; 7027",
    "7026+7027": "7026; 7027",
    "7028および7029": "7028; 7029",
    "7030及び7031": "7030; 7031",
    "7032・7033・7034": "7032; 7033; 7034",
    "7040と7041": "7040; 7041",
    "7045や7046": "7045; 7046",
    "7047和7048": "7047; 7048",
    "7049와 7050": "7049; 7050",
    "7051, 7052, and 7053": "7051; 7052; 7053",
    "• 7054\n• 7055": "7054; 7055",
    "Error 7056, Error 7057": "7056; 7057",
    "Quota.Used/Quota.Full": "Quota.Used; Quota.Full",
    "QuotaUsed/QuotaFull": "QuotaUsed; QuotaFull",
    "Microsoft.Network/PublicAddress": "Microsoft.Network/PublicAddress",
    "iam.Role/NotFound": "iam.Role/NotFound",
    "200\nSuccess": "200",
    "200 OK": "200",
    "8002 (deprecated)": "8002",
    "8006 (NEW)": "8006",
    "8007 (re-try)": "8007",
    "8008 (2x)": "8008",
    "8009 (v2.1)": "8009",
    "Error 5000: bad": "5000",
    "1 CANCELLED": "1 = CANCELLED",
    "404\nNotFound": "404 = NotFound",
    "404 Not Found": "404",
    "FOO_BAR (1001)": "FOO_BAR = 1001",
    "1001: ERR_X": "1001 = ERR_X",
    "1001（超时）": "1001",
    "签名错误（1001）": "1001",
    "-1 (0xFFFFFFFF)": "-1 = 0xFFFFFFFF",
    "AccessDenied 403": "AccessDenied = 403",
    "Error 1045": "1045",
    "4408:": "4408",
    "4408：": "4408",
    "❌ 4403": "4403",
    "⚠️4414": "4414",
    "4413 🔒": "4413",
    "👍🏽 4107": "4107",
    "✅": "",
    "错误码：1001": "1001",
    "ORA-00942: table or view does not exist": "ORA-00942",
    "Other": "",
    "その他": "",
    "其他错误码": "",
    "-": "",
    "—": "",
    "N/A": "",
    "...": "",
    "": "",
    "Not Found": "",
    "参数错误": "",
    "네트워크 오류": "",
    "JavaScript error in the page": "",
    "DNS lookup failed": "",
    "https://example.com/a": "",
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_is_read(cell: str) -> None:
    """Codes stand as written; prose, fillers and "others" give none."""
    read = read_code(cell)
    names = f" = {', '.join(read.aliases)}" if read.aliases else ""
    assert "; ".join(read.codes) + names == CELLS[cell]


def test_a_code_has_an_end() -> None:
    """Longer text is no code, of however usual a kind it is."""
    for piece in ("9", "-9", "A.b", "0x9", "Ab"):
        code = (piece[:-1] + piece[-1] * 200)[:200]
        assert read_code(code).codes == (code,)
        assert read_code(code + piece[-1]).codes == ()


def test_ranges_know_their_numbers() -> None:
    """A range gives its first and last number; a code with a hyphen is none."""
    texts = ["4000-7000", "112～116", "120001 - 130000", "1~5", "-10~-1", "-1~-10", "2-67", "100-99", "1-2-3", "4100"]
    numbers = [(4000, 7000), (112, 116), (120001, 130000), (1, 5), (-10, -1), (-10, -1), None, None, None, None]
    assert [range_of(text) for text in texts] == numbers


@pytest.mark.parametrize(
    ("shape", "codes"),
    [
        ("number", "4100 -1012 10,000 002 2-67 1.2.3 １００１"),
        ("hex", "0x80070005 2001FFFF E1001 0xC0000005L deadbeef1"),
        ("range", "4000-7000 112～116 E02～E09 -10~-1 E100-E199 0x10-0x1F ERR_1..ERR_9"),
        ("wildcard", "4xx 40* <0 100以上 ≠0"),
        ("symbol", "AuthFailure.Foo 42S02 DB:0140 SDK-4-100 E9-E1 KFCA00107E EPIPE auth/invalid-email accessDenied"),
        ("word", "Throttling no_ $x YES"),
        ("", "- https://example.com/1 見つかりません " + "9" * 201),
    ],
)
def test_a_code_has_a_shape(shape: str, codes: str) -> None:
    """What shape a code has decides what may stand beside it in its cell."""
    assert {code: shape_of(code) for code in codes.split()} == dict.fromkeys(codes.split(), shape)


def test_plain_words_are_no_hard_codes() -> None:
    """`YES` and `Success` may stand in any column."""
    assert [shape_of(text) for text in ("YES", "Success", "no code", "SUCCESS")] == ["word", "word", "", "symbol"]


@pytest.mark.parametrize("piece", ["a.", "_", "1-", "A", "a/", "1,", "a_", "1 ", "aA", "9.9", "AB1", "a:", "(", "～1"])
def test_no_cell_takes_for_ever(piece: str) -> None:
    """A long repetition is told from a code; with a pattern that backtracks this test would not end."""
    for end in ("", "!", "x", "。"):
        assert shape_of(piece * 300 + end) == ""
        assert isinstance(shape_of((piece * 190)[:190] + end), str)
        assert all(len(code) <= 1000 for code in read_code(piece * 300 + end).codes)
