"""The documents of meetings: what may be uploaded, how it is kept and sent out."""
