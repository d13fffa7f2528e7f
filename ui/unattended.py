"""A session of Streamlit that nobody sits at, so that a page can be drawn before its reader comes.

Streamlit promises none of these names beyond the version that is pinned: who imports this module does without where it fails.
"""

from collections.abc import Callable

from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import ScriptRunContext, add_script_run_ctx
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state import SafeSessionState, SessionState


def run(script: str, work: Callable[[], None], page: str = "") -> None:
    """Do `work` as in a session of `script` at `page` that is sent nothing; it takes this thread, which must be no reader's."""
    state, files = SafeSessionState(SessionState(), lambda: None), MemoryUploadedFileManager("/")
    fragments, pages = MemoryFragmentStorage(), PagesManager(script, ScriptCache())
    context = ScriptRunContext("ahead", lambda _: None, "", state, files, script, {}, fragments, pages)
    add_script_run_ctx(ctx=context)
    context.reset()
    pages.set_script_intent("", page)
    work()
