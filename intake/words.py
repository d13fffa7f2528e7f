"""The words by which columns are recognised: what people and tools call a unit, a weight, a moment, a person."""

import re

from intake.mapping import Role
from intake.normalise import bare, compact, unbracketed


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word.strip() for line in lines for word in line.split("|"))


UNIT_CODE = _words(
    "部署コード | 部局コード | 所属コード | 組織コード | 課コード | department code | organisation code",
    "organization code | organisation_code | department_code | org code | unit code | dept code | 所属部署コード",
)
UNIT_NAME = _words(
    "部署 | 部署名 | 部局 | 部局名 | 所属 | 所属名 | 所属部署 | 所属部署名 | 所属部局 | 所属課 | 組織 | 組織名 | 課 | 課名",
    "department | organisation | organization | unit | dept | division | organisation name | department name",
    "unit name | あなたの所属 | 所属を選択してください | 所属を教えてください | 所属先 | 局部課 | 局・部・課",
    "which department do you work in | your department | your organisation | office",
)
GROUP = _words(
    "departmental grouping | department group | departmental group | department_group | organisation group | グループ | 部門",
)
WEIGHT = _words("weight | weights | survey weight | ウェイト | ウエイト | ウェート | 重み | 集計ウェイト")
BASE = _words(
    "n | base | base size | unweighted base | respondents | number of respondents | responses | 集計対象数 | 回答者数",
    "有効回答数 | 回答数 | 集計対象数 (n)",
)
SHARE = _words(
    "share | score | value | % | percentage | % positive | percent positive | favourable share | 割合 | 肯定的回答率",
    "肯定率 | 肯定的割合 | 比率 | 構成比 | 値",
)
COUNT = _words(
    "count | counts | favourable | favourable count | positive | yes count | 件数 | 人数 | 回答件数 | 肯定数 | 肯定回答数",
    "肯定的回答数 | 該当数 | 度数 | frequency | number | number of answers",
)
ANSWER = _words(
    "answer | option | choice | answer choices | answer choice | answer option | 選択肢 | 回答 | 回答内容 | 回答選択肢",
)
RESPONSE_RATE = _words("response rate | response_rate | 回収率 | 回答率")
INDICATOR = _words("indicator | measure | question | item | question number | 設問 | 指標 | 項目 | 質問 | 設問番号")
DAY = _words(
    "完了時刻 | 完了時間 | 回答日時 | 回答日 | 回答完了日時 | 回答終了日時 | タイムスタンプ | 送信日時 | 送信日 | 受付日時 | 申請日時",
    "作成日時 | 登録日時 | 日付 | timestamp | completion time | end date | enddate | end time | date submitted",
    "submitdate | submit date (utc) | submit date | submitted at | date finished | recorded date | recordeddate",
    "datestamp | date | created | created datetime | date last action | date modified | 最終操作日 | 最終操作日時",
    "last modified time | 最終変更時刻 | 記録日 | 終了日 | 終了日時 | marca temporal | horodateur | zeitstempel",
)
START = _words(
    "開始時刻 | 開始時間 | 開始日時 | 開始日 | 回答開始日時 | 回答開始日 | start time | start date | startdate | started",
    "start date (utc) | date started | time started | date created | stage date (utc)",
)
ID = _words(
    "id | 回答id | 回答番号 | レコード番号 | 受付番号 | 番号 | no | no. | # | token | uuid | response id | responseid",
    "respondent id | respondentid | participant id | record id | response number | submission id | respondent_id",
    "response_id | network id | $id | 回答者id | 回答者番号 | record number | レコードid | $revision | sessionid | session id",
)
PERSON = _words(
    "メール | メールアドレス | 電子メール | eメール | 名前 | 氏名 | お名前 | 氏名(漢字) | 氏名(カナ) | フリガナ | ふりがな | 姓 | 名",
    "ユーザー名 | ユーザ名 | ユーザーid | 職員番号 | 社員番号 | 職員コード | 電話番号 | 携帯電話番号 | 生年月日 | 住所 | 郵便番号",
    "作成者 | 更新者 | 登録者 | 作業者 | 回答者 | 回答者名 | ipアドレス | ip アドレス | ユーザーエージェント | ブラウザ | ブラウザー",
    "緯度 | 経度 | 端末 | デバイス | email | e-mail | mail | email address | e-mail address | your email | username | name",
    "full name | your name | first name | last name | ip address | ipaddress | ip | ipaddr | user agent | useragent | browser",
    "referer | referrer | refurl | referrer url | extended referer | phone | phone number | telephone | collector id",
    "collectorid | コレクターid | recipientemail | recipientfirstname | recipientlastname | recipient email | date of birth",
    "recipient first name | recipient last name | locationlatitude | locationlongitude | location latitude | address",
    "location longitude | latitude | longitude | externalreference | external reference | externaldatareference",
    "external data reference | external data | contact id | previous id | employee number | employee id | staff number",
    "user id | userid | seed | custom data 1 | custom data | created by | modified by | updated by | emailaddress",
    "operating system | resolution | version | 受信者の姓 | 受信者の名 | 受信者のメール | 外部データ参照 | シード | リファラurl",
    "city | country | postal | state/region | region code | 回答者のメール | 作成ユーザー | 更新ユーザー",
)
META = _words(
    "status | progress | duration (in seconds) | finished | distributionchannel | distribution channel | userlanguage",
    "user language | lastpage | last page | startlanguage | start language | total time taken | question order",
    "section order | section order names | 更新日時 | ステータス | 処理状況 | language | 言語 | total points | quiz feedback",
    "合計点 | 合計点数 | クイズのフィードバック | フィードバック | スコア | interviewtime | total time | tags | ending | response type",
    "q_totalduration | q_recaptchascore | q_relevantidduplicate | q_ballotboxstuffing | responseset | response set",
    "legacy comments | comments | item type | path | アイテムの種類 | パス | modified | updated datetime | 最後のページ | 開始言語",
    "カテゴリー | 所要時間 | 回答時間 | 進捗 | 終了 | フォーム名 | 期間(秒単位) | 配信チャネル | ユーザーの言語 | device type",
)
_META_FORMS = re.compile(
    r"^(?:points|feedback|点数|フィードバック|得点)\s*[-:–]\s|\[(?:score|feedback|スコア|フィードバック|得点)\]$"
    r"|^(?:group time|question time|グループ時間|質問時間)\s*:|^(?:grouptime\d+|\w+\dtime)$|_(?:first_click|last_click|page_submit"
    r"|click_count)$| - (?:first click|last click|page submit|click count)$",
    re.IGNORECASE,
)
EXAMPLES = "部署コード, 部署, 所属, Department, Organisation"

_LISTS = (
    (Role.UNIT, UNIT_CODE),
    (Role.UNIT, UNIT_NAME),
    (Role.GROUP, GROUP),
    (Role.WEIGHT, WEIGHT),
    (Role.RESPONSE_RATE, RESPONSE_RATE),
    (Role.DATE, DAY),
    (Role.PERSON, START),
    (Role.ID, ID),
    (Role.PERSON, PERSON),
    (Role.IGNORE, META),
)
_TOTALS = ((Role.BASE, BASE), (Role.SHARE, SHARE + COUNT), (Role.INDICATOR, INDICATOR), (Role.ANSWER, ANSWER))


def _index(lists: tuple[tuple[Role, tuple[str, ...]], ...]) -> dict[str, tuple[Role, int]]:
    found: dict[str, tuple[Role, int]] = {}
    for rank, (role, words) in enumerate(lists):
        for word in words:
            found.setdefault(compact(word), (role, rank))
    return found


_USUAL, _USUAL_TOTALS = _index(_LISTS), _index((*_LISTS, *_TOTALS))
_COUNTS = frozenset(map(compact, COUNT))
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.IGNORECASE)
_ADDRESS = re.compile(r"^\d{1,3}(\.\d{1,3}){3}$|^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}$", re.IGNORECASE)


def usual(heading: str, totals: bool = False) -> tuple[Role, int] | None:
    """The role a heading usually has, and its rank among headings of that role (codes before names)."""
    known = _USUAL_TOTALS if totals else _USUAL
    forms = (compact(heading), compact(bare(heading)), compact(unbracketed(heading)))
    found = next((known[form] for form in forms if form in known), None)
    return (Role.IGNORE, len(_LISTS)) if found is None and _META_FORMS.search(heading.strip()) else found


def says_count(heading: str) -> bool:
    """Whether a heading speaks of how many, not of how large a part."""
    return bool({compact(heading), compact(unbracketed(heading))} & _COUNTS)


def looks_personal(texts: list[str]) -> bool:
    """Whether most cells are mail or network addresses, whatever the heading says."""
    filled = [text.strip() for text in texts if text.strip()]
    hits = sum(1 for text in filled if _MAIL.match(text) or _ADDRESS.match(text))
    return bool(filled) and hits >= 0.5 * len(filled)
