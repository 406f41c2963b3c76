"""The middle floor's calendar: meetings and host rotas."""
