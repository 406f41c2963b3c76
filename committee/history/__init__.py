"""What became of every row, read from the events that triggers write: pages, undo, export and erasure."""
