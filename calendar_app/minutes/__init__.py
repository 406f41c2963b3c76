"""The minutes of meetings: drafted, written, numbered, adjusted, locked and followed up."""
