"""What an organisation can choose, table by table of config.toml."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from measure.questionnaire import Frozen, Wording

DEFAULT_DATABASE_URL = "sqlite:///data/shintodo.sqlite3"


@dataclass(frozen=True)
class May:
    """What a setting may say, where its type does not tell."""

    say: Wording


DATABASES = Wording(
    ja=" sqlite:///ファイル か postgresql+psycopg://利用者@ホスト/名前 ",
    en="sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME",
)
TEN_COLOURS = Wording(ja=' "#0017C1" のような色 10 個', en='ten colours such as "#0017C1"')
SHARE = Wording(ja=" 0 より大きく 1 以下の数（0.8 は 80 %）", en="a number above 0 and up to 1 (0.8 is 80 %)")
SHARES = Wording(ja=" { 指標 = 0.8 } の形", en="{ indicator = 0.8 }")
NAMES = Wording(ja='名前の一覧（例：["a", "b"]）', en='a list of names such as ["a", "b"]')
HOURS = Wording(ja=" 1 から 720 までの整数", en="a whole number from 1 to 720")
PROVIDERS = Wording(
    ja="表 [sign_in.providers.名前]（名前は英小文字と数字。label、metadata_url、client_id、require）",
    en="tables [sign_in.providers.NAME] (NAME in small letters and digits) with label, metadata_url, client_id, require",
)
PUBLIC_ADDRESS = Wording(
    ja=" https:// で始まり、末尾に / のない公開アドレス",
    en="the public address, beginning with https://, without / at its end",
)
LONG_SECRET = Wording(ja="32 文字以上の、でたらめな文字列", en="32 random characters or more")
TABLE = Wording(ja="表（[名前] の下にキーを並べたもの）", en="a table: keys below a [name]")
TEXT = Wording(ja="引用符で囲んだ文字列", en="a text in quotation marks")
WORDING = Wording(ja=' "…" か { ja = "…", en = "…" } ', en='"..." or { ja = "...", en = "..." }')


def _database(url: str) -> str:
    """The URL with SQLAlchemy's name for the driver we ship."""
    if match := re.fullmatch(r"postgres(?:ql)?(?:\+psycopg)?://(.*/.+)", url):
        return f"postgresql+psycopg://{match[1]}"
    if re.fullmatch(r"sqlite:///[^:?].*", url):
        return url
    raise ValueError(url)


Count = Annotated[int, Field(strict=True, ge=1)]
Percent = Annotated[int, Field(strict=True, ge=0, le=40)]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Organisation(Frozen):
    """Who asks, in which language, and when its year starts."""

    name: Annotated[Wording, May(WORDING)] = Wording(ja="浸透度", en="Shintodo")
    language: Literal["ja", "en"] = "ja"
    fiscal_year_starts: Annotated[int, Field(strict=True, ge=1, le=12)] = 4


class Store(Frozen):
    """Where everything is kept; the URL may hold a password, so it is left out of every repr."""

    database_url: Annotated[str, AfterValidator(_database), Field(repr=False), May(DATABASES)] = DEFAULT_DATABASE_URL


class Confidentiality(Frozen):
    """How small a group may be shown."""

    minimum_base: Annotated[int, Field(strict=True, ge=5)] = 10
    coded_up_to_20: Percent = 10
    coded_up_to_100: Percent = 5
    coded_above: Percent = 1
    uncoded: Annotated[tuple[str, ...], May(NAMES)] = ()


class Publishing(Frozen):
    """Segments by which results are not published, and the lowest level of the tree at which results (segments) are."""

    without: Annotated[tuple[str, ...], May(NAMES)] = ()
    depth: Annotated[int, Field(strict=True, ge=0, le=30)] = 30
    segment_depth: Annotated[int, Field(strict=True, ge=0, le=30)] = 30


Share = Annotated[float, Field(gt=0, le=1), May(SHARE)]


class Target(Frozen):
    """The share that is aimed at: one for all indicators, and those that have their own."""

    share: Share = 0.8
    indicators: Annotated[dict[str, Share], May(SHARES)] = Field(default_factory=dict)

    def of(self, indicator: str) -> float:
        return self.indicators.get(indicator, self.share)


class Upload(Frozen):
    """What a file handed in may cost."""

    megabytes: Count = 50
    text_megabytes: Count = 600
    unpacked_megabytes: Count = 300
    rows: Count = 1_100_000
    columns: Count = 500
    child_memory_megabytes: Annotated[int, Field(strict=True, ge=256)] = 2048
    child_seconds: Count = 120

    @property
    def largest_megabytes(self) -> int:
        """What the door must let in, before anybody looks whether it is a spreadsheet or text."""
        return max(self.megabytes, self.text_megabytes)


class Server(Frozen):
    """Where the dashboard listens."""

    host: Annotated[str, Field(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Field(strict=True, ge=1, le=65535)] = 8501


class Provider(Frozen):
    """An OpenID Connect provider: its button, where it describes itself, who we are to it, what its claims must say."""

    label: Annotated[Wording, May(WORDING)]
    metadata_url: Annotated[str, Field(pattern=r"^https?://\S+$")]
    client_id: Annotated[str, Field(min_length=1)]
    client_secret: Annotated[str, Field(repr=False, exclude=True)] = ""
    require: dict[str, str] = Field(default_factory=dict)


ProviderName = Annotated[str, Field(pattern="^[a-z0-9]+$")]


class SignIn(Frozen):
    """How people are known, how long a sign-in lasts, and whom to ask for a role."""

    way: Literal["local", "oidc", "proxy"] = "local"
    address: Annotated[str, Field(pattern=r"^(https?://[^/\s]+)?$"), May(PUBLIC_ADDRESS)] = ""
    idle_minutes: Count = 60
    longest_hours: Annotated[int, Field(strict=True, ge=1, le=720), May(HOURS)] = 12
    ask: Annotated[Wording, May(WORDING)] = Wording(ja="この画面の管理者", en="the administrator of this dashboard")
    user_header: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")] = "X-Forwarded-User"
    sign_out_address: str = ""
    cookie_secret: Annotated[str, Field(repr=False, exclude=True)] = ""
    proxy_secret: Annotated[str, Field(repr=False, exclude=True)] = ""
    providers: Annotated[dict[ProviderName, Provider], May(PROVIDERS)] = Field(default_factory=dict)

    def lacks(self) -> tuple[str, May] | None:
        """The setting that this way of signing in still needs, and what it may say."""
        if self.way == "oidc":
            if not self.address:
                return "address", May(PUBLIC_ADDRESS)
            if not self.providers or not all(each.client_secret for each in self.providers.values()):
                return "providers", May(PROVIDERS)
            return None if good_secret(self.cookie_secret) else ("cookie_secret", May(LONG_SECRET))
        if self.way == "proxy" and not good_secret(self.proxy_secret):
            return "proxy_secret", May(LONG_SECRET)
        return None


def good_secret(text: str) -> bool:
    """Long enough, and no sample of a few signs over and over."""
    return len(text) >= 32 and len(set(text)) >= 10


class Palette(BaseModel):
    """The looks of one brightness; Streamlit reads the same table and knows more keys than we use."""

    model_config = ConfigDict(frozen=True, extra="allow")

    chart_colours: Annotated[
        tuple[Colour, ...], Field(min_length=10, max_length=10, alias="chartCategoricalColors"), May(TEN_COLOURS)
    ] = ()


class Theme(Palette):
    """The looks: light, and what differs on a dark screen."""

    base: Literal["light", "dark"] = "light"
    dark: Palette = Palette()


class Settings(Frozen):
    """Everything an organisation chose, read once."""

    organisation: Organisation = Organisation()
    store: Store = Store()
    confidentiality: Confidentiality = Confidentiality()
    target: Target = Target()
    publishing: Publishing = Publishing()
    upload: Upload = Upload()
    server: Server = Server()
    sign_in: SignIn = SignIn()
    theme: Theme = Theme()
