"""The page of the questionnaire: what is asked, editing it, what an edit changes, and the versions so far."""
