"""Upload: drop a file, see what was understood and what is to be mended, keep it, or take a past one back."""

import streamlit as st

from text.lookup import say
from ui import history
from ui.filing.handed import TYPES, Handed
from ui.filing.reading import read
from ui.filing.report import no_open_wave, report
from ui.opening import new_wave
from ui.pickers import select
from ui.pieces import draw, title
from ui.scope import open_wave_choice
from ui.shared import here, said, visited

site = here()
lang = site.lang
draw(title(say("upload.title", lang), say("upload.under", lang)))
visit = visited()
said()

choice = open_wave_choice(visit)
if choice is None:
    draw(no_open_wave(lang))
else:
    row = st.container(key="pickers", horizontal=True)
    wave = select(choice, row)
    file = st.file_uploader(
        say("upload.drop", lang, megabytes=site.settings.upload.megabytes),
        type=TYPES,
        max_upload_size=site.settings.upload.megabytes,
        key=f"file-{st.session_state.get('kept', 0)}",
    )
    if file is not None:
        reading = read(visit, Handed(file.file_id, file.name, file.getbuffer()), wave)
        if reading is not None:
            report(reading)

new_wave(visit, unfolded=choice is None)
history.past_uploads(site, visit)
