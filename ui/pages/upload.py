"""Upload: drop a file, see what was understood and what is to be mended, keep it, or take a past one back."""

import streamlit as st

from text.lookup import say
from ui import filing, history
from ui.opening import new_wave
from ui.pickers import select
from ui.pieces import draw, title
from ui.scope import open_wave_choice
from ui.shared import here, said, visited
from ui.verdicts import report

site = here()
lang = site.lang
draw(title(say("upload.title", lang), say("upload.under", lang)))
visit = visited()
said()

choice = open_wave_choice(visit)
if choice is None:
    draw(filing.no_open_wave(lang))
else:
    limits = site.settings.upload
    row = st.container(key="pickers", horizontal=True)
    wave = select(choice, row)
    file = st.file_uploader(
        say("upload.drop", lang, megabytes=limits.megabytes, text_megabytes=limits.text_megabytes),
        type=filing.TYPES,
        max_upload_size=limits.largest_megabytes,
        key=f"file-{st.session_state.get('kept', 0)}",
    )
    if file is not None:
        handed = filing.Handed(file.file_id, file.name, file.getvalue())
        good_only = bool(st.session_state.get("good_only", False))
        found = filing.examined(site, handed, filing.choice(site, wave, good_only))
        report(site, visit, handed, (wave, found))

new_wave(visit, unfolded=choice is None)
history.past_uploads(site, visit)
