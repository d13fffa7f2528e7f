"""What the database says of a fault, without the values it was about: those would stand in a log or on a page.

PostgreSQL tells the row that was refused ("Failing row contains ..."), the key that was there already, the word that is
no number. The names of table, column and rule are enough to find the fault.
"""

from sqlalchemy import Engine, ExceptionContext, event

ABOUT_VALUES = "22"  # the class of states in which even the first sentence quotes one


def tell_no_values(engine: Engine) -> None:
    event.listen(engine, "handle_error", _leave_values_out)


def _leave_values_out(context: ExceptionContext) -> None:
    """Only what the server itself said has a state; what the driver says (no connection) names no row."""
    found = context.original_exception
    said = getattr(found, "diag", None)
    if said is None or said.sqlstate is None:
        return
    whole, place = str(found), (said.table_name, said.column_name, said.constraint_name)
    first = "" if said.sqlstate.startswith(ABOUT_VALUES) else said.message_primary
    told = " ".join(word for word in (said.sqlstate, first, *place) if word)
    for fault in (found, context.sqlalchemy_exception):
        if fault is not None:
            fault.args = tuple(str(each).replace(whole, told) for each in fault.args)
