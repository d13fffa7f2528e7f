"""A part that is made when it is unfolded: nothing of it before, and what was chosen in it stays when it is folded again."""

from tests.ui.conftest import Open, unfold


def test_what_is_folded_is_made_when_it_is_opened_and_keeps_what_was_chosen(visit: Open) -> None:
    app, key = visit("organisation"), "organisation-from-day"
    assert key not in [box.key for box in app.selectbox]
    app = unfold(app, "new-list")
    other = 7 if app.selectbox(key=key).value != 7 else 8
    app.selectbox(key=key).select(other).run()
    app.session_state["new-list"] = False
    assert app.run().selectbox(key=key).value == other
