"""Upload: drop a file, see what was understood and what is to be mended, keep it, or take a past one back."""

import streamlit as st

from text.lookup import say
from ui import history
from ui.filing import desk
from ui.filing.report import no_open_wave, told
from ui.founding import founding
from ui.fresh import turn
from ui.opening import new_wave
from ui.pickers import select
from ui.pieces import draw, title
from ui.scope import open_wave_choice
from ui.shared import here, visit_or_none, visited

site = here()
lang = site.lang
if visit_or_none() is None:
    founding(site)
    st.stop()
draw(title(say("upload.title", lang), say("upload.under", lang)))
visit = visited()

choice = open_wave_choice(visit)
job = desk.current(site)
if job is not None:
    told(visit, job)
if choice is None:
    draw(no_open_wave(lang))
elif job is None or desk.decided(job):
    wave = select(choice, st.container(key="pickers", horizontal=True))
    limits = site.settings.upload
    file = st.file_uploader(
        say("upload.drop", lang, megabytes=limits.megabytes, text_megabytes=limits.text_megabytes),
        max_upload_size=limits.largest_megabytes,
        key=f"file-{turn(desk.HANDED)}",
    )
    if file is not None:
        desk.hand_over(site, wave, file)
    if job is None:
        desk.unfinished(site)

if job is None or desk.decided(job):
    new_wave(visit, unfolded=choice is None)
history.past_uploads(site, visit)
