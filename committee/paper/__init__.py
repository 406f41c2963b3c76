"""An edition's content on paper: laid out in blocks, set in type as PDF/UA, written as a Word file."""
