"""The words of table headers in Japanese, English, Chinese (both scripts) and Korean, as data.

A header is read from its end, as these languages build it: the last known word says what stands below, the words
before it say of what. `错误码说明` is an explanation, `错误码` a code, and of errors. Latin words are lower case and
singular, and match as wholes. `_` stands for a space in Latin words. A site adds whole headers in `[columns]` of
site.toml.
"""

from __future__ import annotations

from collections.abc import Mapping

ERRORS = """
    error err exception fault failure failed problem warning
    エラー 例外 障害 異常 失敗 警告 不具合 错误 异常 故障 报错 出错 失败 告警 錯誤 報錯
    오류 에러 예외 장애 실패 경고
"""
"""What goes wrong. Alone it may head a column of codes, or of messages."""

SUBJECTS = """
    stop bugcheck check return returned ret result response resp reply completion exit abend message msg diagnostic
    alarm alert reason decline reject rejection ng sql
    返却 返り 戻り 戻り値 リターン 復帰 結果 リザルト レスポンス 応答 終了 完了 アベンド メッセージ アラーム 理由
    原因 拒否 表示 診断 点検 トラブル 返回 响应 应答 结果 退出 业务 消息 诊断 拒绝 返回状态 回應 回傳 訊息
    결과 응답 반환 리턴 종료 메시지 메세지 거절 사유 원인 알람 진단
"""
"""What else a code of an error is said to be of: a code of these is one of errors too."""

PARTIAL = """
    sub inner module detail detailed vendor native minor secondary extended additional internal business
    サブ 内部 モジュール 詳細 ベンダー 拡張 子 模块 二级 详细 明细 扩展 模組 業務
    하위 서브 내부 모듈 세부 상세 확장
"""
"""What makes a code of errors a sub-code."""

WORDS: Mapping[str, str] = {
    "code": """
        code number no num id identifier
        コード 番号 ナンバー 識別子 码 代码 代号 编码 编号 号 号码 标识 标识符 碼 代碼 代號 編碼 編號
        코드 번호 아이디 식별자
    """,
    "value": """
        value key hex dec decimal hexadecimal
        値 数値 キー 16進 10進 16進数 10進数 值 数值 取值 键 十六进制 十进制 16进制 10进制 數值
        값 숫자 키 16진수 10진수
    """,
    "identifier": """
        errno sqlstate sqlcode hresult ntstatus
    """,
    "name": """
        name label
        名 名称 名前 名稱
        이름 명 명칭
    """,
    "symbol": """
        constant symbol macro enum enumeration mnemonic
        定数 シンボル 記号 マクロ 列挙 常量 符号 宏 宏定义 枚举 枚举值 符號 常數
        상수 심볼 기호 매크로 열거
        错误定义 エラー定義 例外クラス 异常类
        예외클래스
    """,
    "definition": "definition 定義 定义 정의",
    "result": """
        return return_value returned_value ret rc result
        戻り値 返り値 返却値 結果 返回值 返回结果 结果 回傳值
        반환값 리턴값 결과 결과값
    """,
    "state": """
        status state
        ステータス 状態 状态 狀態
        상태
    """,
    "reason": "reason",
    "type": """
        type
        タイプ 型 类型 類型
        타입 유형
    """,
    "title": """
        title summary heading brief synopsis short
        タイトル 見出し 要約 标题 標題 简述 摘要 概述 简介 简要
        제목 요약
    """,
    "message": """
        message msg errmsg text description desc descr meaning explanation detail content info information statement
        phrase response interpretation usage
        説明 メッセージ 意味 内容 詳細 概要 文言 本文 情報 解説 用途 说明 描述 信息 消息 提示 提示语 含义 意义 释义
        详情 解释 语义 备注说明 說明 訊息 敘述
        설명 메시지 메세지 의미 내용 상세 정보 문구 용도
    """,
    "cause": """
        cause condition when scenario trigger why circumstance situation case
        原因 理由 条件 発生時 シナリオ シーン 状況 要因 背景 ケース 场景 情景 触发 情况 场合 何时 場景 情況
        원인 이유 사유 조건 상황 경우
    """,
    "remedy": """
        solution action remedy resolution fix workaround troubleshooting troubleshoot recommendation suggestion
        advice handling handle user_response operator_response programmer_response what_to_do next_step recovery
        countermeasure step mitigation treatment correction measure resolve solve
        対処 対処法 対応 対応策 対策 解決 解決策 解決法 解決案 回避策 回避方法 処置 対処方法 対応方法 処理方法
        処理措置 推奨 アクション トラブルシューティング 修正方法 復旧 復旧方法 復旧手順 リカバリ 提案 措置
        处理 处理措施 处理方法 处理方式 处理办法 处理建议 解决 解决方案 解决方法 解决办法 措施 建议 对策 排查
        排查方法 故障排除 修复 恢复 應對 解決方案 解決方法 處理 處理方式 處理方法 建議 對策
        조치 조치방법 조치사항 해결 해결방법 해결책 해결방안 대응 대응방법 대응방안 대처 대처방법 처리 처리방법
        처리방안 권장 솔루션 제안 수정방법 복구방법
    """,
    "category": """
        category class group kind severity level module service product component subsystem source facility layer
        scope api interface domain
        カテゴリ カテゴリー 分類 区分 種別 種類 重大度 重要度 深刻度 レベル モジュール サービス 製品 コンポーネント
        発生元 グループ 类别 分类 种类 级别 等级 严重性 严重程度 模块 服务 产品 组件 来源 接口 類別 模組 級別
        분류 구분 종류 카테고리 등급 수준 심각도 레벨 모듈 서비스 제품 구성요소
    """,
    "status": """
        http grpc
    """,
    "remark": """
        remark note comment reference link documentation retry retryable
        備考 注記 注釈 補足 注意 注意事項 コメント 参考 参照 リンク 备注 注释 附注 参见 备考 备註 備註 是否重试
        비고 참고 주석 메모 참조 주의사항
    """,
}
"""Meaning -> words; a role, or what `headers` makes one of."""

ORDINAL = """
    no # sn serial serialno serialnumber sequence seq index
    序号 序號 順番 項番 連番 通番
    순번 순서 연번
"""
"""Whole headers of columns that only count the rows."""

CODES = "code コード 码 代码 编码 碼 代碼 編碼 코드"
"""What ends a header of codes, of whatever kind: none of numbers, values or keys."""

RANGES = """
    range series 範囲 番台 帯 范围 区间 号段 範圍 區間 범위 구간 대역
"""
"""Words of headers above ranges of codes, which a category may explain."""

FOREIGN = """
    parameter param argument field property attribute element required mandatory optional default nullable event
    region zone language country locale currency timezone endpoint header option flag command variable port protocol
    metric unit city province bank method bitrate example sample permission role version date
    パラメータ パラメーター 引数 フィールド 属性 プロパティ 要素 必須 任意 デフォルト 初期値 既定値 データ型 項目
    項目名 イベント リージョン 地域 ゾーン アベイラビリティゾーン 言語 国 国名 通貨 バージョン 日付 権限 オプション
    変数 コマンド ヘッダー 都道府県 銀行 参数 字段 元素 必选 必填 是否必选 是否必填 是否必须 默认值 缺省值 数据类型
    事件 地区 区域 可用区 语言 国家 货币 币种 版本 日期 权限 选项 变量 命令 请求头 城市 省份 银行 示例 示例值
    取值范围 指标 單位 单位 參數 欄位 語言 國家
    매개변수 파라미터 필드 속성 프로퍼티 요소 필수 선택 기본값 데이터타입 데이터유형 이벤트 리전 지역 가용영역 언어
    국가 통화 버전 날짜 권한 옵션 변수 명령어 헤더 도시 은행 예시 항목 인자
"""
"""Words of headers of tables that list something else."""

FOREIGN_CONTEXT = """
    region zone language country currency event parameter enumeration locale timezone
    リージョン 言語 国コード 通貨 イベント パラメータ パラメーター 地域 语言 国家 货币 事件 参数 可用区
    리전 언어 국가 통화 이벤트 매개변수 파라미터
"""
"""Words of a section that lists something else, when no word for errors stands beside them."""

RETURNED = "msg message メッセージ 消息 訊息 메시지 메세지"
"""Whole headers of what a program returns beside a code."""

SPOKEN = """
    errcode errno sqlstate abnormal troubleshooting status_code return_code return_value result_code response_code
    exit_code exit_status completion_code decline_code reason_code
    戻り値 リターンコード ステータスコード レスポンスコード 返却コード 結果コード 終了コード トラブル 返回码 响应码
    状态码 返回值 结果码 退出码 错误码 回應碼 狀態碼
    응답코드 결과코드 상태코드 반환코드 종료코드
"""
"""Beside `ERRORS`, what speaks of errors around a table."""

LEVELS = """
    fatal critical severe error failure warning warn notice info information informational debug success
    致命的 重大 エラー 異常 警告 注意 情報 正常 严重 致命 错误 提示 信息 成功 嚴重 錯誤 資訊
    심각 오류 에러 경고 정보 성공
"""
"""Cells of a column that says how bad an error is."""

DATA_TYPES = """
    string str char varchar text int integer long short byte number numeric float double decimal bool boolean array
    list object struct enum map timestamp datetime date container node uint uint32 uint64 int32 int64 json file
    binary any null
    文字列 整数 数値 真偽値 配列 オブジェクト 論理値 字符串 整型 数字 布尔 布尔值 数组 对象 浮点 長整型
    문자열 정수 숫자 배열 객체 불리언
"""
"""Cells of a column that gives data types: its table lists parameters."""
