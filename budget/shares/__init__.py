"""Who pays: the fee divided between the municipalities, what is published of it, and what is invoiced."""
