"""The permission matrix: every address of the portal, every role, every state of what it is about."""
