"""Tables that leave the portal as files, and budget lines that come in as files or pasted text."""
