"""Persons as staff have to do with them: who works with them, and who of a family they are to whom."""
