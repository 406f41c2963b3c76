"""The canary sweep: every hidden word looked for, by every reader, wherever the portal answers."""
