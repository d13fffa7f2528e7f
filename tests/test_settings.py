"""Holds config.toml to its comments and every setting to what is documented of it."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit import config as streamlit_config

from settings import ENVIRONMENT, Settings, SettingsProblem, read_settings, without_secrets
from tests.machine import ROOT

CONFIG = (ROOT / "config.toml").read_text(encoding="utf-8")
STREAMLIT = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def settings_of(folder: Path, text: str, **environ: str) -> Settings:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file, environ)


def refusal(folder: Path, text: str, **environ: str) -> SettingsProblem:
    with pytest.raises(SettingsProblem) as caught:
        settings_of(folder, text, **environ)
    return caught.value


def values_of(settings: Settings) -> dict[str, Any]:
    """The settings as config.toml would write them."""
    written: dict[str, Any] = json.loads(settings.model_dump_json())
    return written


def test_every_key_of_config_toml_has_a_comment_in_both_languages() -> None:
    lines = CONFIG.splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"\w+ = ", line)]
    assert len(keys) == 51
    for number in keys:
        above: list[str] = []
        while lines[number - 1 - len(above)].startswith("#"):
            above.append(lines[number - 1 - len(above)])
        comment = " ".join(above)
        assert re.search(r"[ぁ-ん]|。", comment), lines[number]
        assert re.search(r"[a-z]{3}", comment), lines[number]


def test_config_toml_says_what_holds_without_it(tmp_path: Path) -> None:
    shipped, bare = values_of(read_settings(environ={})), values_of(settings_of(tmp_path, ""))
    assert shipped["store"]["database_url"] == f"sqlite:///{ROOT}/data/shintodo.sqlite3"
    assert bare["store"]["database_url"] == f"sqlite:///{tmp_path}/data/shintodo.sqlite3"
    for tables in (shipped, bare):
        del tables["store"], tables["theme"], tables["organisation"]["name"]
    assert shipped == bare
    assert bare == {
        "organisation": {"language": "ja", "fiscal_year_starts": 4},
        "target": {"share": 0.8, "indicators": {}},
        "confidentiality": {
            "minimum_base": 10,
            "coded_up_to_20": 10,
            "coded_up_to_100": 5,
            "coded_above": 1,
            "uncoded": [],
        },
        "publishing": {"without": [], "depth": 30, "segment_depth": 30},
        "upload": {
            "megabytes": 50,
            "text_megabytes": 600,
            "unpacked_megabytes": 300,
            "rows": 1_100_000,
            "columns": 500,
            "child_memory_megabytes": 2048,
            "child_seconds": 120,
        },
        "server": {"host": "127.0.0.1", "port": 8501},
        "sign_in": {
            "way": "local",
            "address": "",
            "idle_minutes": 60,
            "longest_hours": 12,
            "ask": {"ja": "この画面の管理者", "en": "the administrator of this dashboard"},
            "user_header": "X-Forwarded-User",
            "sign_out_address": "",
            "providers": {},
        },
    }


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ('[organisation]\nname = "都"', "organisation.name", {"ja": "都", "en": "都"}),
        ('[organisation]\nname = { ja = "都", en = "Tokyo" }', "organisation.name", {"ja": "都", "en": "Tokyo"}),
        ('[organisation]\nlanguage = "en"', "organisation.language", "en"),
        ("[organisation]\nfiscal_year_starts = 1", "organisation.fiscal_year_starts", 1),
        ("[organisation]\nfiscal_year_starts = 12", "organisation.fiscal_year_starts", 12),
        ('[store]\ndatabase_url = "sqlite:////srv/a.db"', "store.database_url", "sqlite:////srv/a.db"),
        ('[store]\ndatabase_url = "postgresql://u@h/n"', "store.database_url", "postgresql+psycopg://u@h/n"),
        ("[confidentiality]\nminimum_base = 5", "confidentiality.minimum_base", 5),
        ("[target]\nshare = 0.65", "target.share", 0.65),
        ("[target]\nindicators = { awareness = 0.9 }", "target.indicators", {"awareness": 0.9}),
        ("[confidentiality]\ncoded_up_to_20 = 15", "confidentiality.coded_up_to_20", 15),
        ("[confidentiality]\ncoded_up_to_100 = 0", "confidentiality.coded_up_to_100", 0),
        ("[confidentiality]\ncoded_above = 2", "confidentiality.coded_above", 2),
        ('[confidentiality]\nuncoded = ["awareness"]', "confidentiality.uncoded", ["awareness"]),
        ('[publishing]\nwithout = ["tenure"]', "publishing.without", ["tenure"]),
        ("[publishing]\ndepth = 2", "publishing.depth", 2),
        ("[publishing]\nsegment_depth = 1", "publishing.segment_depth", 1),
        ("[upload]\nmegabytes = 1", "upload.megabytes", 1),
        ("[upload]\ntext_megabytes = 1", "upload.text_megabytes", 1),
        ("[upload]\nunpacked_megabytes = 1", "upload.unpacked_megabytes", 1),
        ("[upload]\nrows = 1", "upload.rows", 1),
        ("[upload]\ncolumns = 1", "upload.columns", 1),
        ("[upload]\nchild_memory_megabytes = 256", "upload.child_memory_megabytes", 256),
        ("[upload]\nchild_seconds = 1", "upload.child_seconds", 1),
        ('[server]\nhost = "0.0.0.0"', "server.host", "0.0.0.0"),
        ("[server]\nport = 65535", "server.port", 65535),
        ('[theme]\nbase = "dark"', "theme.base", "dark"),
        ('[sign_in]\naddress = "https://s.example.jp"', "sign_in.address", "https://s.example.jp"),
        ("[sign_in]\nidle_minutes = 5", "sign_in.idle_minutes", 5),
        ("[sign_in]\nlongest_hours = 720", "sign_in.longest_hours", 720),
        ('[sign_in]\nask = "人事課"', "sign_in.ask", {"ja": "人事課", "en": "人事課"}),
        ('[sign_in]\nuser_header = "Remote-User"', "sign_in.user_header", "Remote-User"),
        ('[sign_in]\nsign_out_address = "/out"', "sign_in.sign_out_address", "/out"),
    ],
)
def test_a_setting_is_taken_as_documented(tmp_path: Path, text: str, key: str, value: object) -> None:
    table, name = key.split(".")
    assert values_of(settings_of(tmp_path, text))[table][name] == value


@pytest.mark.parametrize(
    ("text", "key", "found", "allowed"),
    [
        ('[organisation]\nlanguage = "fr"', "organisation.language", '"fr"', '"ja" or "en"'),
        ("[organisation]\nname = 3", "organisation.name", "3", '"..." or { ja = "...", en = "..." }'),
        (
            "[organisation]\nfiscal_year_starts = 0",
            "organisation.fiscal_year_starts",
            "0",
            "a whole number from 1 to 12",
        ),
        (
            "[organisation]\nfiscal_year_starts = 13",
            "organisation.fiscal_year_starts",
            "13",
            "a whole number from 1 to 12",
        ),
        ("[confidentiality]\nminimum_base = 4", "confidentiality.minimum_base", "4", "a whole number, 5 or more"),
        ('[confidentiality]\nminimum_base = "10"', "confidentiality.minimum_base", '"10"', "a whole number, 5 or more"),
        ("[target]\nshare = 80", "target.share", "80", "a number above 0 and up to 1 (0.8 is 80 %)"),
        ("[target]\nindicators = { a = 0 }", "target.indicators", "0", "{ indicator = 0.8 }"),
        ("[confidentiality]\ncoded_above = 41", "confidentiality.coded_above", "41", "a whole number from 0 to 40"),
        ("[publishing]\nwithout = 3", "publishing.without", "3", 'a list of names such as ["a", "b"]'),
        ("[publishing]\ndepth = 31", "publishing.depth", "31", "a whole number from 0 to 30"),
        ("[upload]\nmegabytes = 0", "upload.megabytes", "0", "a whole number, 1 or more"),
        ("[upload]\nrows = 1.5", "upload.rows", "1.5", "a whole number, 1 or more"),
        (
            "[upload]\nchild_memory_megabytes = 255",
            "upload.child_memory_megabytes",
            "255",
            "a whole number, 256 or more",
        ),
        ("[server]\nport = true", "server.port", "true", "a whole number from 1 to 65535"),
        ("[server]\nport = 65536", "server.port", "65536", "a whole number from 1 to 65535"),
        ("[server]\nhost = 1", "server.host", "1", "a text in quotation marks"),
        ("server = 1", "server", "1", "a table: keys below a [name]"),
        (
            '[theme.dark]\nchartCategoricalColors = ["red"]',
            "theme.dark.chartCategoricalColors",
            '"red"',
            'ten colours such as "#0017C1"',
        ),
        (
            '[store]\ndatabase_url = "sqlite://"',
            "store.database_url",
            '"sqlite://"',
            "sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME",
        ),
    ],
)
def test_a_wrong_value_is_a_sentence(tmp_path: Path, text: str, key: str, found: str, allowed: str) -> None:
    problem = refusal(tmp_path, text)
    assert (problem.key, problem.found, problem.allowed.en, problem.where) == (
        key,
        found,
        allowed,
        f"{tmp_path}/config.toml",
    )
    assert problem.sentence("en") == (
        f"The setting {key} in {tmp_path}/config.toml is {found}, which cannot be used; allowed: {allowed}."
    )
    assert problem.sentence("ja").startswith(f"設定 {key} の値 {found} は使えません（{tmp_path}/config.toml）。")


def test_an_unknown_key_is_told_with_the_known_ones(tmp_path: Path) -> None:
    problem = refusal(tmp_path, '[server]\npasword = "hunter2"')
    assert problem.sentence("en") == (
        f"There is no setting server.pasword, which {tmp_path}/config.toml has; allowed: host, port."
    )
    assert problem.sentence("ja") == (
        f"設定 server.pasword はありません（{tmp_path}/config.toml）。使えるのは host, port です。"
    )
    assert (
        refusal(tmp_path, "[stores]\n").allowed.en
        == "organisation, store, confidentiality, target, publishing, upload, server, sign_in, theme"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[server\n", "correct TOML"),
        (b"[server]\nport = 1\nport = 2\n", "correct TOML"),
        ('[organisation]\nname = "都"'.encode("cp932"), "a file in UTF-8"),
        (None, "a file that can be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "config.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsProblem) as caught:
        read_settings(file, {})
    assert caught.value.sentence("en").startswith(f"The settings file {file} cannot be read (")
    assert caught.value.allowed.en == words
    assert caught.value.sentence("ja").startswith(f"設定ファイル {file} を読めません（")


@pytest.mark.parametrize(
    ("variable", "value", "key", "taken"),
    [
        ("SHINTODO_DATABASE_URL", "postgres://u:p@h/n", "store.database_url", "postgresql+psycopg://u:p@h/n"),
        ("SHINTODO_LANG", "en", "organisation.language", "en"),
        ("SHINTODO_HOST", "::1", "server.host", "::1"),
        ("SHINTODO_PORT", "8600", "server.port", 8600),
    ],
)
def test_the_environment_has_the_last_word(tmp_path: Path, variable: str, value: str, key: str, taken: object) -> None:
    table, name = key.split(".")
    assert values_of(settings_of(tmp_path, "", **{variable: value}))[table][name] == taken
    assert ".".join(ENVIRONMENT[variable]) == key


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, "", SHINTODO_PORT="http").where == "SHINTODO_PORT"
    assert refusal(tmp_path, "", SHINTODO_LANG="fr").sentence("en") == (
        'The setting organisation.language in SHINTODO_LANG is "fr", which cannot be used; allowed: "ja" or "en".'
    )


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "[server]\nport = 1", SHINTODO_PORT="").server.port == 1


def test_another_file_can_be_named_by_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text("[server]\nport = 2")
    assert read_settings(environ={"SHINTODO_CONFIG": str(file)}).server.port == 2


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("mysql://user:s3cret@host/name", "mysql://***@host/name"),
        ("mysql://user:s3@c/ret@host/name", "mysql://***@host/name"),
        ("mysql://host/name?user=u&password=s3cret&x=1", "mysql://host/name?user=u&password=***&x=1"),
        ("no secret", "no secret"),
    ],
)
def test_a_password_is_never_repeated(tmp_path: Path, said: str, masked: str) -> None:
    assert without_secrets(said) == masked
    problem = refusal(tmp_path, f'[store]\ndatabase_url = "{said}"')
    for sentence in (problem.sentence("ja"), problem.sentence("en"), repr(problem), str(problem)):
        assert "s3" not in sentence
        assert problem.__cause__ is None


def test_a_password_is_in_no_repr(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "", SHINTODO_DATABASE_URL="postgresql://u:s3cret@h/n")
    assert "s3cret" in settings.store.database_url
    assert "s3cret" not in repr(settings)


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "")
    with pytest.raises(ValueError, match="frozen"):
        settings.server.port = 1


def test_the_palette_has_ten_colours_for_light_and_for_dark() -> None:
    theme = read_settings(environ={}).theme
    assert theme.chart_colours[:3] == ("#0017C1", "#FB5B01", "#00A3BF")
    assert (len(theme.chart_colours), len(theme.dark.chart_colours)) == (10, 10)


def test_streamlit_knows_every_switch_we_set_and_allows_the_same_upload() -> None:
    set_here = {f"{table}.{key}" for table, keys in STREAMLIT.items() for key in keys}
    assert set_here <= set(streamlit_config._config_options_template)
    assert STREAMLIT["server"]["maxUploadSize"] == read_settings(environ={}).upload.largest_megabytes
    assert STREAMLIT["client"]["showErrorDetails"] == "none"
    assert STREAMLIT["browser"]["gatherUsageStats"] is False


def test_streamlit_takes_its_theme_from_config_toml() -> None:
    names = ["theme.base", "theme.primaryColor", "theme.dark.primaryColor", "theme.chartCategoricalColors"]
    script = (
        f"import json; from streamlit import config; print(json.dumps([config.get_option(name) for name in {names}]))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    theme = tomllib.loads(CONFIG)["theme"]
    expected = [theme["base"], theme["primaryColor"], theme["dark"]["primaryColor"], theme["chartCategoricalColors"]]
    assert json.loads(done.stdout) == expected
    assert done.stderr == ""


SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
OIDC = """[sign_in]
way = "oidc"
address = "https://s.example.jp"
[sign_in.providers.example]
label = "Example"
metadata_url = "https://login.example/.well-known/openid-configuration"
client_id = "shintodo"
"""
GIVEN = {"SHINTODO_COOKIE_SECRET": SECRET, "SHINTODO_CLIENT_SECRET_EXAMPLE": "s"}


def test_secrets_come_from_the_environment_and_stand_in_no_print(tmp_path: Path) -> None:
    found = settings_of(tmp_path, OIDC, **GIVEN)
    assert (found.sign_in.cookie_secret, found.sign_in.providers["example"].client_secret) == (SECRET, "s")
    told = settings_of(tmp_path, OIDC, **(GIVEN | {"SHINTODO_CLIENT_SECRET_EXAMPLE": "planted-one"}))
    assert not any(word in text for word in (SECRET, "planted-one") for text in (repr(told), told.model_dump_json()))


@pytest.mark.parametrize(
    ("text", "environ", "key"),
    [
        (OIDC, {"SHINTODO_CLIENT_SECRET_EXAMPLE": "s"}, "sign_in.cookie_secret"),
        (OIDC, GIVEN | {"SHINTODO_COOKIE_SECRET": SECRET[:31]}, "sign_in.cookie_secret"),
        (OIDC, GIVEN | {"SHINTODO_COOKIE_SECRET": "xxx" * 20}, "sign_in.cookie_secret"),
        (OIDC, {"SHINTODO_COOKIE_SECRET": SECRET}, "sign_in.providers"),
        (OIDC.replace('address = "https://s.example.jp"\n', ""), GIVEN, "sign_in.address"),
        ('[sign_in]\nway = "oidc"\naddress = "https://s.example.jp"', GIVEN, "sign_in.providers"),
        ('[sign_in]\nway = "proxy"', {}, "sign_in.proxy_secret"),
        ('[sign_in]\nway = "anybody"', {}, "sign_in.way"),
        ('[sign_in]\naddress = "https://s.example.jp/"', {}, "sign_in.address"),
        (OIDC.replace("example]", "my_own]"), GIVEN, "sign_in.providers"),
        (OIDC + "client_secret = 123456789", {}, "sign_in.providers"),
        (OIDC + 'colour = "red"', GIVEN, "sign_in.providers"),
    ],
)
def test_a_sign_in_that_cannot_work_is_refused_at_the_start(
    tmp_path: Path, text: str, environ: dict[str, str], key: str
) -> None:
    found = refusal(tmp_path, text, **environ)
    assert found.key == key
    assert "123456789" not in found.sentence("ja") + found.sentence("en")
