"""What became of every row: pages, undo, export and erasure over the events that triggers write."""
