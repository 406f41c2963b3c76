"""Two editions of the plan beside each other: what was changed, moved, struck and added."""
