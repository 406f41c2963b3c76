"""Agendas: put together, ordered, published and carried over."""
