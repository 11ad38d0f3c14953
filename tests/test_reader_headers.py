"""Headers of four languages: what each says of its column."""

from __future__ import annotations

import pytest

from errdex.readers import vocabulary
from errdex.readers.headers import fold, meaning_of, words_in

HEADERS = {
    "strong": (
        "Error Code|Error Codes|ErrorCode|errcode|error_code|Error No.|errno|Error Number|Return code|"
        "Return Code / Value|Result code|resultCode|Response code|Response Code (code)|SQLSTATE|Message ID|"
        "Message No.|Exit code|エラーコード|エラー コード|エラー番号|エラーNo.|エラーID|リターンコード|返却コード|"
        "結果コード|レスポンスコード|応答コード|終了コード|例外コード|メッセージID|メッセージ番号|"
        "エラーコード（ErrorCode）|错误码|错误代码|错误编码|错误编号|错误号|错误码ID|返回码|返回码(code)|响应码|"
        "结果码|异常码|16进制错误值|故障码|错误状态码|錯誤碼|錯誤代碼|回應碼|오류 코드|에러코드|에러 코드|"
        "오류코드|결과 코드|응답코드|반환 코드|오류 번호|에러 번호|메시지 ID|리턴 코드|错误码|错误码/错误信息|"
        "エラーコードとメッセージ|Code (Error code)|错误码（HTTP）|Error code in hexadecimal notation|"
        "エラーコード値|API error code|코드(에러코드)|Reason code"
    ),
    "status": (
        "HTTP Status Code|HTTP status|HTTP Code|HTTP 状态码|HTTP状态码（StatusCode）|HTTPステータスコード|"
        "HTTP ステータス|HTTP 상태 코드|HTTP 응답 코드|HTTP|状态码（HTTP）|HTTP返回码|HTTP Response Code|"
        "ステータスコード(HTTP)"
    ),
    "subcode": (
        "Module Error Code|Sub-code|sub_errcode|サブコード|詳細コード|子错误码|内部错误码|하위 오류 코드|"
        "Detail code|Subcode|모듈 오류 코드|詳細エラーコード"
    ),
    "symbol": (
        "Error name|Error Code Name|エラーコード名|エラー名|错误码名称|错误名称|错误定义|Error definition|"
        "Constant|定数|常量|Symbol|符号|宏定义|상수|심볼|오류 코드 이름|에러명|"
        "Corresponding Constant in TXRecordCommon|シンボル"
    ),
    "message": (
        "Description|Error Message|Message|errmsg|Meaning|Details|Explanation|说明|描述|错误描述|错误信息|"
        "错误码说明|错误码含义|错误含义|含义说明|提示信息|返回信息|説明|エラーメッセージ|エラー説明|"
        "エラーコードの説明|意味|内容|エラー内容|詳細|メッセージ|설명|오류 메시지|에러 메시지|의미|내용|오류 설명|"
        "說明|訊息|错误描述信息|Description (message text)|説明 (メッセージ テキスト)|用途|Error code description|"
        "Meaning of the error code|설명（ErrorMessage）|Description and solution"
    ),
    "cause": (
        "Cause|Possible cause|原因|発生原因|エラー原因|失败原因|错误原因|可能原因|触发条件|원인|발생 원인|"
        "Condition|When it occurs|発生条件|场景"
    ),
    "remedy": (
        "Solution|Action|Remedy|Resolution|How to fix|How to resolve|Suggested action|Recommended Action|"
        "Workaround|User response|What to do|Troubleshooting|Handling|Solution/Suggestion|対処方法|対処|解決策|"
        "解決方法|対応方法|対応|対策|ユーザーの処置|推奨アクション|处理措施|处理方法|处理建议|解决方案|解决办法|"
        "建议|排查建议|错误处理方法|调整建议|조치|조치 방법|해결 방법|해결책|대응 방법|처리 조치|처리 방법|"
        "解決方案|處理方式|Correction|エラー発生時の対処方法|Suggestions|解决方案/建议"
    ),
    "cause-remedy": (
        "Cause and Solution|原因と対処|原因及び対策|原因及解决方法|원인 및 조치|Possible causes and solutions|"
        "原因/対処|原因与解决方案|Cause / Action|Reason and solution"
    ),
    "reason": ("Reason|Reason for failure"),
    "type": ("Type|Error type|エラータイプ|错误类型|오류 유형|Exception type|异常类型"),
    "category": ("Category|Severity|Level|重大度|分类|모듈|カテゴリ|级别|심각도|Module"),
    "weak": ("Code|コード|代码|编码|编号|Value|値|值|数值|取值|코드|값|번호|番号|ID"),
    "result": ("戻り値|返回值|반환값|Return|Return values|결과|返り値"),
    "state": ("Status|Status code|状态码|ステータスコード|ステータス|상태 코드|상태"),
    "errors": ("Error|Errors|エラー|错误|오류|에러|Exception|例外|异常|Err"),
    "ordinal": ("No.|No|#|序号|順番|項番|순번"),
    "name": ("Name|名称|名前|이름"),
    "remark": ("备注|備考|비고|Remarks|Notes|Note"),
}


@pytest.mark.parametrize(
    ("label", "meaning"), [(label, meaning) for meaning, labels in HEADERS.items() for label in labels.split("|")]
)
def test_a_header_is_understood(label: str, meaning: str) -> None:
    """Each of these headers has the meaning that a reader would give it."""
    assert meaning_of(label) == meaning


def test_unknown_headers_say_nothing() -> None:
    """A header of another kind of table has no meaning here."""
    assert [meaning_of(label) for label in ("Region", "Retries", "地域", "都道府県", "", "---")] == [""] * 6


def test_a_site_adds_headers() -> None:
    """Words of site.toml stand before the built-in ones, however they are written."""
    extra = {"remedy": ["直し方"], "code": ["Ticket no."]}
    assert meaning_of("直し 方", extra) == "remedy"
    assert meaning_of("TICKET NO", extra) == "strong"
    assert meaning_of("Ticket no.") == "weak"


def test_headers_are_folded() -> None:
    """Width, case, spaces in CJK and the humps of camel case make no difference."""
    assert fold("ＨＴＴＰ ステータス コード") == "httpステータスコード"
    assert fold("errorCode") == fold("Error_Code") == fold("ERROR CODE") == fold("errorcode") == "error code"


def test_words_are_found_as_well_without_those_that_are_not_there() -> None:
    """A header is searched for the words that stand in it; with all others, the same are found in the same places."""
    lists = [*vocabulary.WORDS.values(), vocabulary.ERRORS, vocabulary.SUBJECTS, vocabulary.PARTIAL, "http grpc"]
    labels = {fold(label) for labels in HEADERS.values() for label in labels.split("|")}
    found = 0
    for words in lists:
        whole = words_in(words, words.replace("_", " "))
        for label in labels:
            spans = [match.span() for match in whole.finditer(label)]
            assert [match.span() for match in words_in(words, label).finditer(label)] == spans
            found += bool(spans) and words_in(words, label) is not whole
    assert found > 100
