"""Words by which names are found in comments, and words that only look like names or places, as regular expressions.

Surnames of one character, and given names that are words as well (林, Mark, Grace), are left out: they would mark
every other sentence.
"""

SURNAMES = (
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 齋藤 斉藤 清水 山崎 阿部"
    " 池田 橋本 山下 石川 中島 前田 藤田 小川 後藤 岡田 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本"
    " 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 谷口 大野"
    " 丸山 今井 高田 藤本 武田 村田 上野 杉山 増田 平野 大塚 千葉 久保 松井 小島 岩崎 桜井 野口 松尾 野村 木下 菊地 菊池 佐野"
    " 大西 杉本 新井 浜田 市川 古川 水野 小松 島田 小山 高野 山内 西田 川口 五十嵐 吉川 安田 中田 平田 川村 本田 久保田 中西"
    " 服部 辻本 東海林 榎本 飯田 川崎 樋口 秋山 田口 永井 山中 山川 中尾 川上 望月 大橋 星野 松岡 岩田 土屋 大谷"
).replace(" ", "|")

GIVEN = (
    "James John Robert Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Steven Paul"
    " Andrew Joshua Kenneth Kevin Brian George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan"
    " Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Dennis Peter Simon Martin Philip Alan"
    " Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Sandra Ashley Emily Kimberly"
    " Margaret Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Helen Sharon Cynthia Kathleen Amy Angela"
    " Anna Emma Olivia Sophie Lucy Charlotte Hannah Alice Jane Claire Fiona Mohammed Muhammad Ahmed Fatima Priya Wei Chen"
    " Taro Hanako Ichiro Kenji Hiroshi Takashi Akira Yuki Yoko Keiko Tanaka Suzuki Sato Yamada Watanabe Takahashi"
).replace(" ", "|")

NO_NAME = (
    r"(?:お|御)?(?:皆|客|奥|子|子供|父|母|娘|息子|嫁|神|上|何|同|多|仕|有|模|異|一|左|王|摂|華|諸|両|主|暴|君|業者|市民|住民|都民"
    r"|県民|国民|職員|係|担当|担当者|利用者|患者|先輩|新人|店員|別|者|相手|業者|保護者|関係者|皆々|学校|医者|農家|同僚|部下|役員|多種多"
    r"|学生|生徒|隣|本人|年配|若手|新入|外国人|高齢者|管理者|責任者|経験者|初心者|有識者|来庁者|事業者|他社|御社|弊社|部署|窓口)"
    r"(?:さん|さま|様|氏|君|くん|先生|ちゃん|殿)"
    r"|(?:スタッフ|ユーザー|ヘルパー|パート|アルバイト|ベテラン|メンバー|リーダー|ドライバー|ボランティア|オーナー|サポーター)"
    r"(?:さん|さま|様|氏|君|くん|先生)"
    r"|(?:たく|みな|おきゃく|おと|おか|おとう|おかあ|おにい|おねえ|おじ|おば|おじい|おばあ|おこ|あか|むすめ|むすこ|おく|おまわり|だれ)(?:さん|ちゃん|くん)"
)

NO_PLACE = (
    r"(?:全国|近隣|県内|他|各)?(?:市?区?町?村|市?区?町|市区)|(?:当|本|各|他|同|全|両|某|新|旧|元|現|隣|小|大|近隣|地元|最寄|一部|公立|市立|区立|都立"
    r"|県立|町立|村立|私立|国立|総合|支援|出先|所属|管轄|担当|近く|小中|全国|職場|勤務|駅前|始発|終着|次|離|半|列|無人|当該|農|漁|山|下|城下|田舎|港"
    r"|コール|データ|サポート|ヘルプ|サービス|コンタクト|研修|相談|支援|情報|子育て|行政|窓口)"
    r"(?:出張所|支所|分室|営業所|事務所|センター|分署|消防署|警察署|保健所|診療所|病院|保育園|幼稚園|小学校|中学校|高校|公民館|図書館|体育館|工場"
    r"|倉庫|空港|区役所|市役所|町役場|村役場|分庁舎|総合庁舎|駅|団地|地区|町|村|島)"
    r"|(?:政令指定都|政令|中核|近隣|地方都|特別|行政|選挙|対象|全部|一部|全|各|他|同|自)(?:市|区|郡)|特別区|学校区|中学校区|小学校区|対象区|行政区|管理区"
)

_NO_FIRST = "The|This|That|Our|My|Your|His|Her|Their|Each|Every|Any|Some|One|No|Head|Main|Front|Back|Post|Home|Whole|In|At|An|A|If"
NO_ENGLISH_PLACE = rf"(?:{_NO_FIRST})(?: \w+)?"
_COMMON = (
    "Civil|Service|Services|Human|Resources|Microsoft|Teams|Google|Forms|Office|Excel|Word|Power|Point|Action|Plan|Code|Conduct|"
    "Government|Department|Council|Board|Digital|Agency|Guideline|Guidelines|Policy|Values|Value|Training|Workshop|Customer|"
    "Public|National|Local|New|Year|United|Kingdom|States|Great|Britain|Senior|Executive|Management|Team|Project|Health|Safety|"
    "Data|Protection|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|"
    "September|October|November|December|Covid|Working|Group|Annual|Report|Survey|City|Town|County|Question|Mr|Mrs|Ms|Dr|Section|"
    "Division|General|Affairs|Welfare|Personnel|Records|Also|And|But|The|This|That|Our|My|Please|We|You|They|He|She|It|Not|Very"
)
NO_ENGLISH_NAME = rf"(?:{_COMMON}) [A-Z][a-z]+|[A-Z][a-z]+ (?:{_COMMON})"
