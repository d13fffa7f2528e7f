"""Organisation: trees side by side, reorganisation with proposed successors, lineage, headcounts, and taking it back."""

from text.lookup import say
from ui import organising, structures
from ui.pieces import draw, title
from ui.shared import here, visited

site = here()
draw(title(say("organisation.title", site.lang), say("organisation.under", site.lang)))
visit = visited()

known = organising.Known.of(visit)
organising.trees(visit, known)
organising.new_list(site)
structures.lineage(site, known)
structures.headcount(visit)
structures.changes(site)
