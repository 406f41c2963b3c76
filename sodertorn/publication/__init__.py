"""The way out: a draft's rows are composed to one value, looked at, and decided as an edition."""
