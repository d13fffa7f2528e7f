"""Who may do what: every public action against a written table, for every role; the check comes before anything else."""

import ast
import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from actions.refused import Refused
from actions.users import LOCAL, Person, Role, acting
from tests.machine import ROOT

READ, RUN, KEYS = "hr executive department viewer", "hr", "administrator"
WRITE = "hr department"

# action: the roles that may
TABLE = {
    "accounts.accounts": KEYS,
    "accounts.add": KEYS,
    "accounts.block": KEYS,
    "accounts.end_sign_ins": KEYS,
    "accounts.grant": KEYS,
    "accounts.revoke": KEYS,
    "accounts.units_known": KEYS,
    "alike.alike": READ,
    "asked.asked": RUN,
    "attack.attack": RUN,
    "audiences.audiences": READ,
    "audiences.within": READ,
    "behind.behind": READ,
    "beside.beside": READ,
    "close.close": RUN,
    "close.preview": RUN,
    "comments.decide": RUN,
    "comments.progress": RUN,
    "comments.queue": RUN,
    "comments.reconsider": RUN,
    "comments.remove": RUN,
    "decompose.decomposition": READ,
    "draft.examine": RUN,
    "drafting.guideline_file": RUN,
    "drafting.unit_list": RUN,
    "effect.effect_of": READ,
    "effect.initiative_effect": READ,
    "entering.enter": RUN,
    "fair.fair": READ,
    "fieldwork.fieldwork": RUN,
    "findings.findings": READ,
    "findings.only": READ,
    "found.found": RUN,
    "funnel.funnel": READ,
    "guidelines.import_guideline": RUN,
    "grid.grid": READ,
    "initiatives.import_initiatives": RUN,
    "initiatives.initiative": READ,
    "initiatives.initiatives": READ,
    "initiatives.remove_initiative": RUN,
    "initiatives.rollout_order": READ,
    "jobs.again": RUN,
    "jobs.begin": RUN,
    "jobs.beginning": RUN,
    "jobs.cancel": RUN,
    "jobs.look": RUN,
    "jobs.recent": RUN,
    "keep.back_up": RUN,
    "keep.restore": RUN,
    "keep.upgrade": RUN,
    "keep.upgrade_at": RUN,
    "keep.verify": RUN,
    "kpis.as_csv": READ,
    "kpis.export": READ,
    "kpis.handed_out": READ,
    "kpis.import_kpis": RUN,
    "kpis.kpi": READ,
    "kpis.kpis": READ,
    "kpis.remove_kpi": RUN,
    "leadlag.beside": READ,
    "lineage.import_lineage": RUN,
    "log.log": "hr administrator",
    "log.verified": "hr administrator",
    "mappings.change": RUN,
    "mappings.change_column": RUN,
    "mappings.forget": RUN,
    "mappings.mappings": RUN,
    "mappings.opened": RUN,
    "mappings.show": RUN,
    "mappings.take_back": RUN,
    "names.names": READ,
    "norms.norms": READ,
    "organise.add_wave": RUN,
    "organise.found": RUN,
    "questionnaire.history": RUN,
    "questionnaire.newest": RUN,
    "questionnaire.plan": RUN,
    "questionnaire.save": RUN,
    "questionnaire.take_back": RUN,
    "questionnaire.version": RUN,
    "questionnaire_draft.discard": RUN,
    "questionnaire_draft.draft": RUN,
    "questionnaire_draft.edit": RUN,
    "organise.import_headcount": RUN,
    "organise.import_units": RUN,
    "organise.open_with_headcount": RUN,
    "organise.units": READ,
    "pace.pace": READ,
    "panels.panels": READ,
    "planning.planned": READ,
    "promise.promise": READ,
    "record.record": READ,
    "reflections.carried": READ,
    "reflections.import_reflections": WRITE,
    "reflections.reflections": READ,
    "reflections.remove": WRITE,
    "reflections.settle": WRITE,
    "reflections.since": READ,
    "reflections.write": WRITE,
    "reorganise.lineage": RUN,
    "reorganise.plan": RUN,
    "reorganise.reorganise": RUN,
    "reorganise.tell": RUN,
    "reorganised.reorganised": READ,
    "review.decide": RUN,
    "review.decisions": READ,
    "review.reviewed": READ,
    "rotation.rotation": READ,
    "rounds.ask_newest": RUN,
    "rounds.correct": RUN,
    "rounds.withdraw": RUN,
    "segments.segment_names": READ,
    "segments.segments": READ,
    "series.runs": READ,
    "speed.speed": READ,
    "structure.changes": RUN,
    "structure.undo": RUN,
    "takeback.latest": RUN,
    "takeback.take_back": RUN,
    "targets.aim": READ,
    "targets.import_targets": RUN,
    "targets.remove_target": RUN,
    "targets.set_target": RUN,
    "targets.standing": READ,
    "targets.targets": READ,
    "undo.undo": RUN,
    "undo.uploads": RUN,
    "upload.inspect": RUN,
    "upload.read_in": RUN,
    "upload.settle": RUN,
    "upload.take_in": RUN,
    "view.change": READ,
    "view.compare": READ,
    "view.everything": READ,
    "view.nests": READ,
    "view.guidelines": READ,
    "view.levels": READ,
    "view.tree": READ,
    "view.trend": READ,
    "view.waves": READ,
    "voices.prospect": RUN,
    "voices.publish": RUN,
    "voices.published": READ,
    "voices.take_out": RUN,
    "voices.voices": READ,
}
WHO_ACTS = ("users", "sight", "arrival")  # they say who may, and do nothing themselves


class Touched(Exception):
    """The action went on to work."""


class Untouchable:
    """Stands for the store and for everything asked: whatever is done with it is work."""

    def __getattribute__(self, name: str) -> Any:
        raise Touched(name)

    def __iter__(self) -> Iterator[Any]:
        raise Touched

    def __str__(self) -> str:
        raise Touched

    def __lt__(self, other: object) -> bool:
        raise Touched

    __gt__ = __lt__


def actions() -> dict[str, int]:
    """Every function whose first argument is the acting person: how many others it must be given."""
    found = {}
    for path in sorted((ROOT / "actions").glob("*.py")):
        if path.stem in WHO_ACTS:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = [argument.arg for argument in node.args.args]
                if names[:1] == ["person"]:
                    found[f"{path.stem}.{node.name}"] = len(names) - 1
    return found


ACTIONS = actions()


def run(name: str, person: Person) -> Callable[[], Any]:
    module, function = name.split(".")
    action = getattr(importlib.import_module(f"actions.{module}"), function)
    return lambda: action(person, *(Untouchable() for _ in range(ACTIONS[name])))


def denied(name: str, person: Person) -> bool:
    """Whether the action refuses the person before it looks at anything."""
    try:
        run(name, person)()
    except Refused as refused:
        return refused.kind == "no_permission"
    except Exception:  # it went on, and met what cannot be worked with
        return False
    return False


def test_every_action_stands_in_the_table() -> None:
    assert sorted(ACTIONS) == sorted(TABLE)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_only_the_roles_of_the_table_may(name: str) -> None:
    let_in = {role.value for role in Role if not denied(name, acting("somebody", role))}
    assert let_in == set(TABLE[name].split())


@pytest.mark.parametrize("name", sorted(TABLE))
def test_nobody_without_a_role_may(name: str) -> None:
    assert denied(name, Person(name="nobody", roles=frozenset()))


@pytest.mark.parametrize("name", sorted(TABLE))
def test_whoever_sits_at_the_machine_may_everything(name: str) -> None:
    assert not denied(name, LOCAL)


def test_whoever_reads_published_cells_asks_who_may_see_them() -> None:
    """Each file that asks for cells also asks for the person's sight; corrections compare whole waves with each other."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "actions").glob("*.py")}
    reading = {name for name, text in texts.items() if "read.published(" in text}
    assert {name for name in reading if "actions.sight import" not in texts[name]} == {"earlier"}


def test_an_action_without_a_check_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.view.allow", lambda person, *roles: None)
    assert not denied("view.waves", Person(name="nobody", roles=frozenset()))
