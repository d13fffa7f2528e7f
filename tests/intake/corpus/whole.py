"""All of the corpus."""

from tests.intake.corpus.archives import ARCHIVES
from tests.intake.corpus.sheets import SHEETS
from tests.intake.corpus.strangers import STRANGERS
from tests.intake.corpus.texts import TEXTS

CORPUS = (*TEXTS, *STRANGERS, *ARCHIVES, *SHEETS)
