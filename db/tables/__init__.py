"""The tables of survey results, one class a table; those of service KPIs stand alone in db/kpi.py, without a link."""

from db.tables.columns import Base, Code, Document, Key, Moment, Words
from db.tables.guideline import Guideline, GuidelineVersion, Indicator, Item, Norm, Option
from db.tables.organisation import Lineage, Unit, UnitPeriod
from db.tables.people import Account, AccountRole, SignIn
from db.tables.record import AuditEntry
from db.tables.wave import CommentDecision, Headcount, Published, ResponseBlock, ShownComment, Upload, Wave

__all__ = [
    "Account",
    "AccountRole",
    "AuditEntry",
    "Base",
    "Code",
    "CommentDecision",
    "Document",
    "Guideline",
    "GuidelineVersion",
    "Headcount",
    "Indicator",
    "Item",
    "Key",
    "Lineage",
    "Moment",
    "Norm",
    "Option",
    "Published",
    "ResponseBlock",
    "ShownComment",
    "SignIn",
    "Unit",
    "UnitPeriod",
    "Upload",
    "Wave",
    "Words",
]
