"""The words of table headers in Japanese, English, Chinese (both scripts) and Korean, as data.

A word is written as `fold` leaves it: lower case, no spaces, no punctuation. `EXACT` must be the whole header (or
what stands in its parentheses), `PARTS` may stand anywhere in it, the longest part wins. A site adds words in
`[columns]` of site.toml; they are exact.
"""

from __future__ import annotations

IDENTIFIER = "code"
"""Strong: the header speaks of an error's code."""
WEAK = "weak"
"""A code column if cells, other columns and context speak for it."""
WEAK_ERROR = "weak-error"
"""The same, and the word itself speaks of errors."""

EXACT: dict[str, str] = {
    WEAK: """
        code codes codevalue codenumber codeid codename value values number identifier hex hexcode hexvalue dec
        decimal constant constants enum key id name symbol rc ret return returns returnvalue returnedvalue result
        resultvalue reason status statuscode statuscodes state slug mnemonic label
        コード コード値 コード番号 コード名 値 数値 番号 識別子 キー 定数 定数名 名前 名称 戻り値 返り値 返却値 結果
        結果値 ステータス ステータスコード 状態コード 状態 シンボル 代码 代号 代碼 代號 编码 編碼 编号 編號 码 碼
        码值 值 取值 数值 數值 枚举 枚举值 常量 常量名 标识 标识符 返回值 返回结果 结果 状态码 狀態碼 状态 状态值
        回傳值 名稱
        코드 코드값 코드번호 코드명 값 번호 숫자 식별자 상수 상수명 이름 반환값 리턴값 결과 결과값 상태코드 상태
        심볼 심볼명
    """,
    WEAK_ERROR: """
        error errors err errs exception exceptions fault faults failure failures problem problems warning warnings
        エラー 例外 障害 異常 警告 错误 异常 錯誤 故障 报错
        오류 에러 예외 장애 경고
    """,
    "symbol": """
        errorname errorsymbol errorconstant errordefinition errorkey exceptionname exceptiontype exceptionclass
        conditionname symbolicname constantname macro macroname enumname enumvalue enumconstant
        エラー名 エラー名称 エラー定義 エラー定数 例外名 例外クラス 例外タイプ シンボル名 条件名 エラーコード名
        エラーシンボル 错误名 错误名称 错误定义 错误常量 异常名 异常名称 异常类 异常类型 宏 宏定义 枚举名 枚举名称
        错误码名称 错误码名 錯誤名稱
        오류이름 오류명 에러이름 에러명 예외이름 예외명 예외클래스 오류정의 오류상수 오류코드이름 에러코드이름
    """,
    "title": "title summary heading brief タイトル 見出し 要約 标题 標題 简述 摘要 概述 简介 제목 요약",
    "message": """
        message messages messagetext msg errmsg errormsg errormessage errormessages errordescription errortext
        errorinfo errordetail errordetails desc descr description descriptions meaning meanings explanation details
        detail text content contents info information definition definitions statement reasonphrase shortdescription
        longdescription displaymessage response
        説明 エラー説明 エラーの説明 エラー内容 エラーの内容 エラーメッセージ メッセージ メッセージ内容
        メッセージ本文 意味 内容 詳細 詳細説明 エラー詳細 エラーの意味 エラー情報 文言 表示メッセージ 定義 概要
        詳細情報 返却メッセージ 応答メッセージ エラーの詳細 解説 说明 描述 描述信息 错误说明 错误描述 错误信息
        错误消息 错误提示 错误内容 错误详情 错误含义 信息 消息 提示 提示信息 提示语 返回信息 返回消息 返回描述 含义
        含义说明 意义 释义 详情 详细说明 详细描述 详细信息 中文描述 英文描述 中文说明 英文说明 解释 错误码说明
        错误码描述 状态说明 状态描述 异常信息 异常描述 报错信息 定义 語義 语义 錯誤說明 錯誤訊息 錯誤描述 說明 訊息
        訊息內容 敘述 中文含义
        설명 오류설명 오류메시지 오류내용 오류정보 오류상세 에러설명 에러메시지 에러내용 메시지 메세지 에러메세지
        오류메세지 의미 내용 상세 상세설명 상세내용 정의 정보 상세정보 응답메시지 결과메시지 메시지내용
    """,
    "cause": """
        cause causes possiblecause possiblecauses probablecause probablecauses likelycause likelycauses rootcause
        errorcause errorreason possiblereason possiblereasons failurereason condition conditions when scenario
        scenarios trigger why causedby occurswhen
        原因 発生原因 エラー原因 エラーの原因 考えられる原因 想定される原因 推定原因 理由 発生条件 発生理由 条件
        発生時 シナリオ 発生シーン 発生状況 错误原因 可能原因 可能的原因 产生原因 失败原因 出错原因 异常原因
        触发原因 触发条件 原因说明 原因描述 原因分析 场景 错误场景 触发场景 出现场景 可能造成的原因 錯誤原因
        원인 오류원인 에러원인 발생원인 가능한원인 예상원인 이유 사유 조건 발생조건 발생상황 실패원인 실패사유
    """,
    "remedy": """
        solution solutions possiblesolution suggestedsolution recommendedsolution action actions useraction
        useractions recommendedaction recommendedactions suggestedaction correctiveaction actiontotake
        actionrequired actionneeded requiredaction remedy remedies resolution resolutions fix fixes howtofix
        howtoresolve howtosolve workaround workarounds troubleshooting troubleshoot recommendation recommendations
        suggestion suggestions advice handling handlingmethod handlingmeasures handlingsuggestion recovery
        recoveryaction userresponse operatorresponse countermeasure countermeasures whattodo whatyoucando nextsteps
        nextstep steps mitigation treatment correction processingmethod solvingmethod howtohandle errorhandling
        対処 対処法 対処方法 対処方針 対応 対応策 対応方法 対応内容 対策 解決 解決策 解決法 解決方法 回避策 回避方法
        処置 処置方法 処理方法 処理措置 解決案 推奨アクション 推奨処置 推奨対応 推奨事項 アクション ユーザーの対応
        ユーザーの処置 ユーザーアクション 利用者の処置 管理者の処置 トラブルシューティング 修正方法 復旧方法
        リカバリ 推奨される対応 推奨される対処 推奨される解決策 エラー対処方法 提案 处理措施 处理方法 处理方式
        处理建议 处理办法 处理 解决方案 解决方法 解决办法 解决措施 解决建议 解决方式 建议 建议措施 建议操作 建议处理
        操作建议 排查建议 排查方法 排查方案 排查思路 应对措施 应对方法 对策 修复建议 修复方法 修改建议 用户处理 措施
        故障排除 推荐操作 解決方案 處理方式 處理方法 建議 處理措施
        조치 조치방법 조치사항 해결 해결방법 해결책 해결방안 해결안 대응 대응방법 대응방안 대처 대처방법 처리
        처리방법 처리조치 처리방안 권장조치 권장작업 권장사항 문제해결 솔루션 제안 액션 수정방법 복구방법 해결조치
    """,
    "cause-remedy": """
        causeandsolution causesandsolutions causeandaction causeandremedy causesolution causeresolution
        reasonandsolution possiblecausesandsolutions causesandactions causeandresolution reasonsolution
        原因と対処 原因と対策 原因と対処方法 原因と解決策 原因と対応 原因対処 原因対策 原因および対策 原因及び対策
        原因および対処 原因及び対処 原因対処方法 考えられる原因と対処方法 原因解決策 原因及解决方法 原因及解决方案
        原因和解决方法 原因和解决方案 原因与解决方案 原因与解决方法 原因及处理 原因及处理方法 原因及对策
        原因解决方案 可能原因及解决方案 可能原因及处理措施 原因處理
        원인및조치 원인과조치 원인및해결방법 원인및해결책 원인과해결방법 원인및대응 원인및대책 원인조치
    """,
    "category": """
        category categories class group kind severity level errorlevel errorclass errorcategory module service
        product component subsystem source facility layer scope api apis interface area domain department
        sqlstateclass
        カテゴリ カテゴリー 分類 区分 種別 種類 エラー種別 エラー分類 エラー区分 重大度 重要度 深刻度 レベル
        エラーレベル モジュール サービス 製品 コンポーネント 発生元 グループ 类别 分类 种类 级别 等级 错误级别
        错误分类 错误类别 严重性 严重程度 严重级别 模块 所属模块 服务 产品 组件 来源 接口 類別 模組
        분류 구분 종류 카테고리 등급 수준 심각도 레벨 모듈 서비스 제품 구성요소 오류분류 오류구분 에러분류
    """,
    "type": """
        type types errortype errortypes faulttype failuretype
        タイプ エラータイプ エラーのタイプ エラー型 型 类型 错误类型 錯誤類型 類型
        타입 유형 오류유형 에러유형 오류타입 에러타입
    """,
    "status": """
        http httpcode httpcodes httpstatus httpstatuscode httpstatuscodes httpresponse httpresponsecode
        httpresponsestatus httpresponsestatuscode httpreturncode httperrorcode httperror httpstatusline statushttp
        httpステータス httpステータスコード httpコード httpレスポンスコード httpレスポンス httpエラーコード
        http応答コード http状態コード http状态码 http狀態碼 http状态 http返回码 http响应码 http错误码 http响应状态码
        http返回状态码 http代码
        http상태코드 http상태 http응답코드 http코드 http응답상태코드 http에러코드 http오류코드
        http状态代码 http状态值
        grpcstatus grpccode grpcstatuscode
        grpc状态码
    """,
    "remark": """
        remark remarks note notes comment comments reference references seealso link links documentation retry
        retryable
        備考 注記 注釈 補足 注意 注意事項 コメント 参考 参照 関連情報 備註 备注 注释 参见 相关文档 附注 是否重试
        可否重试
        비고 참고 주석 메모 참조 주의사항
    """,
    "subcode": """
        subcode suberrorcode suberrcode subcodes suberror substatus substatuscode detailcode detailedcode
        detailederrorcode errordetailcode errorsubcode innercode innererrorcode moduleerrorcode modulecode
        vendorcode vendorerrorcode nativeerror nativeerrorcode minorcode minor secondarycode extendedcode
        extendederrorcode additionalcode internalcode internalerrorcode reasoncode businesscode
        サブコード サブエラーコード 詳細コード 詳細エラーコード エラー詳細コード 内部コード 内部エラーコード
        モジュールエラーコード モジュールコード 子错误码 子码 子错误代码 二级错误码 二级返回码 详细错误码 明细错误码
        内部错误码 模块错误码 模块错误代码 业务错误码 明细返回码 扩展错误码 模块码
        하위코드 하위오류코드 서브코드 서브에러코드 세부코드 세부오류코드 상세코드 상세오류코드 상세에러코드
        내부코드 내부오류코드 내부에러코드 모듈오류코드 모듈에러코드 세부에러코드
    """,
    "ordinal": """
        no nos # sn serial serialno serialnumber sequence seq index
        序号 序號 順番 項番 連番 通番
        순번 순서 연번
    """,
}

PARTS: dict[str, str] = {
    IDENTIFIER: """
        errorcode errcode errorno errornumber errno errorid erroridentifier errorvalue returncode returnedcode
        retcode resultcode responsecode responsestatuscode respcode faultcode exceptioncode failurecode messageid
        messagenumber messageno messagecode msgid msgno msgcode sqlstate sqlcode exitcode exitstatus completioncode
        abendcode diagnosticcode warningcode problemcode declinecode alarmcode alertcode ngcode hresult ntstatus
        rejectcode rejectioncode errornum erroridno codeerror errorkey errorconstant errorcodeorname errortag
        apierror
        エラーコード エラー番号 エラーno エラーナンバー エラーid エラー値 エラー識別子 エラーキー 返却コード
        返りコード リターンコード 戻りコード 戻り値コード 復帰コード 結果コード リザルトコード レスポンスコード
        応答コード 終了コード 完了コード 例外コード 障害コード 理由コード 原因コード メッセージid メッセージ番号
        メッセージコード 警告コード 異常コード 失敗コード アラームコード アベンドコード 拒否コード 错误码 错误代码
        错误编码 错误编号 错误号 错误id 错误值 错误标识 返回码 返回代码 返回编码 返回错误码 响应码 响应代码 响应编码
        结果码 结果代码 结果编码 应答码 异常码 异常代码 异常编码 故障码 故障代码 报错码 报错代码 出错代码 出错码
        失败码 退出码 告警码 警告码 业务码 业务状态码 错误状态码 返回状态码 接口状态码 錯誤碼 錯誤代碼 錯誤編號
        錯誤代號 錯誤編碼 回應碼 回傳碼 回應代碼 回傳代碼 結果碼 返回碼 返回代碼 消息id 消息编号
        오류코드 오류번호 오류id 오류값 오류식별자 에러코드 에러번호 에러id 에러값 결과코드 응답코드 반환코드
        리턴코드 예외코드 메시지id 메시지번호 메시지코드 종료코드 실패코드 장애코드 거절코드 사유코드 원인코드
        경고코드 오류키
    """,
    "subcode": """
        suberr suberrorcode suberrcode substatuscode subcode innererrorcode innercode moduleerrorcode modulecode
        detailcode detailedcode detailederrorcode detailerrorcode
        サブエラーコード サブコード 詳細コード 詳細エラーコード 内部エラーコード モジュールエラーコード 子错误
        二级错误 详细错误码 明细错误码 模块错误码 模块错误代码 内部错误码 子返回码
        하위오류코드 서브에러코드 서브코드 세부오류코드 세부코드 상세오류코드 내부오류코드 모듈오류코드
    """,
    "symbol": """
        constant errordefinition
        定数 常量
        상수
        errorname errorcodename
        例外クラス
        exceptionclass
        错误名称 错误码名称 エラーコード名
        오류코드이름 오류코드명 에러코드이름 에러코드명
        宏定义 マクロ
    """,
    "message": """
        errormessage errmsg errormsg errordescription errormeaning description messagetext responsemessage
        エラーメッセージ エラー説明 エラー内容 エラー詳細 説明 错误信息 错误消息 错误描述 错误说明 错误含义 错误提示
        描述 说明 說明 含义 訊息
        오류메시지 에러메시지 오류설명 오류내용 에러설명 설명 의미
        意味
    """,
    "cause": "possiblecause possiblereason errorcause 原因 원인 発生条件 触发条件 발생조건 사유",
    "remedy": """
        solution resolution recommendedaction suggestedaction correctiveaction howtofix howtoresolve workaround
        troubleshoot remedy
        対処 対策 解決 回避策 対応方法 対応策 処置 推奨 解决 处理措施 处理方法 处理建议 处理方式 排查 建议 对策 措施
        處理
        조치 해결 대응방법 대처 권장 처리방법
    """,
    "status": """
        httpstatus httpresponsecode httpcode
        httpステータス http状态 http返回码 http响应码
        http상태 http응답코드
        http狀態 httpレスポンス
    """,
    "title": "shortdescription 简要",
    "remark": "備考 备注 備註 비고 remark",
    "category": "severity 重大度 严重 심각도",
}

ERROR = """
    error errors errcode errno exception exceptions fault faults failure failures failed warning warnings returncode
    resultcode responsecode statuscode troubleshoot problem reject abnormal sqlstate
    エラー 例外 障害 異常 失敗 警告 戻り値 リターンコード ステータスコード レスポンスコード 返却コード 結果コード
    トラブル 错误 异常 故障 报错 出错 失败 告警 返回码 响应码 状态码 錯誤 返回值 结果码
    오류 에러 예외 장애 실패 경고 응답코드 결과코드 상태코드 반환코드
"""
"""Words around a table, or in another header, that speak of errors."""

FOREIGN = """
    parameter parameters param params parametername argument arguments field fields fieldname property properties
    attribute attributes element elements required mandatory optional default defaultvalue datatype nullable event
    events eventid eventname eventcode region regions regionid regionname zone zones availabilityzone language
    languages country countries countrycode locale currency timezone version releasedate date permission permissions
    role roles endpoint domainname header headers option options flag flags command commands variable variables
    column columns port protocol metric metrics unit instancetype model city province bank bankcode bankname method
    methods operation bitrate example examples samplevalue
    パラメータ パラメーター パラメータ名 パラメーター名 引数 引数名 フィールド フィールド名 属性 属性名 プロパティ
    プロパティ名 要素 要素名 要素名称 必須 必須か 必須項目 任意 デフォルト デフォルト値 初期値 既定値 データ型 項目
    項目名 イベント イベントid イベント名 イベントコード リージョン リージョン名 地域 ゾーン アベイラビリティゾーン
    言語 国 国名 国コード 通貨 バージョン 日付 権限 オプション 変数 変数名 コマンド ヘッダー 都道府県 銀行 参数
    参数名 参数名称 字段 字段名 字段名称 元素 是否必选 是否必填 必选 必填 是否必须 默认值 缺省值 数据类型 事件
    事件id 事件名 事件名称 事件码 地区 区域 可用区 语言 国家 国家代码 货币 币种 版本 日期 权限 选项 变量 命令 请求头
    城市 省份 银行 示例 示例值 取值范围 參數 參數名稱 欄位 語言 單位 单位 指标
    매개변수 매개변수이름 매개변수명 파라미터 파라미터명 필드 필드명 속성 속성명 프로퍼티 요소 요소명 필수 필수여부
    선택 기본값 데이터타입 데이터유형 이벤트 이벤트id 이벤트명 이벤트코드 리전 지역 가용영역 언어 국가 국가코드 통화
    버전 날짜 권한 옵션 변수 변수명 명령어 헤더 도시 은행 예시 항목 인자
"""
"""Headers of tables of something else."""

FOREIGN_CONTEXT = """
    region regions zone language languages country countries currency event events parameter parameters enumeration
    locale timezone
    リージョン 言語 国コード 通貨 イベント パラメータ 地域 语言 国家 货币 事件 参数 可用区
    리전 언어 국가 통화 이벤트 매개변수 파라미터
"""
"""Words of a section that lists something else, when no error word stands beside them."""
