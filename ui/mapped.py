"""The comparison as a map: what it shows, how deep it is open and what is searched, then the map itself."""

from streamlit.delta_generator import DeltaGenerator

from actions.view import Query
from measure.organisation import OrgTree
from text.lookup import say
from ui.heat import Map, found_units, heat_map
from ui.markup import join, tag
from ui.pickers import Choice, select, typed
from ui.pieces import draw, heading, note
from ui.summary import foot
from ui.visit import Visit

WAVES = "waves"
FEW = 60  # units that may stand open at first


def across_choice(visit: Visit) -> Choice:
    """All indicators of the wave, or the indicator's latest waves."""
    names = {across: say(f"map.across.{across}", visit.lang) for across in ("indicators", WAVES)}
    return Choice("across", say("map.across_label", visit.lang), names, "indicators")


def depth_choice(visit: Visit, tree: OrgTree) -> Choice:
    """Down to which level the tree is open; first as deep as fits on two screens."""
    depths = [tree.level(code) for code in tree.preorder()]
    names = {
        str(depth): say("map.depth", visit.lang, level=depth, count=sum(each <= depth for each in depths))
        for depth in range(1, max(depths) + 1)
    }
    fitting = [depth for depth in names if sum(each <= int(depth) for each in depths) <= FEW]
    return Choice("depth", say("map.depth_label", visit.lang), names, (fitting or ["1"])[-1])


def section(visit: Visit, tree: OrgTree, asked: Query, given: tuple[DeltaGenerator, str, str]) -> None:
    """`given` is where pickers stand, what the heading calls the figures, and across what the map goes."""
    (place, what, across), lang = given, visit.lang
    depth = int(select(depth_choice(visit, tree), place))
    find = typed("find", say("map.find", lang), place)
    label = visit.labels[asked.wave or ""].long
    title = say(f"map.title_{across}", lang, indicator=what, wave=label)
    draw(heading(title, say("map.under", lang)))
    if find:
        hits, _ = found_units(tree, find)
        draw(note(say("map.found" if hits else "map.found_none", lang, count=len(hits), find=find)))
        if not hits:
            return
    wanted = Map(asked.wave or "", asked.indicator or "", across, depth, find, asked.segment)
    how = tag("details", tag("summary", say("chart.how", lang)), tag("p", say("how.map", lang)))
    line = tag("p", foot(visit, asked.wave or ""), class_="sd-foot-line sd-muted")
    draw(join(heat_map(visit, tree, wanted, title), line, tag("div", how, class_="sd-folds")))
