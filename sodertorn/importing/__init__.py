"""The way in: a document becomes text, the text a ParsedPlan, and that a draft's rows."""
