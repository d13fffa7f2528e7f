"""Service KPIs, kept apart: nothing here knows of surveys and no survey code knows of this."""
