"""Sheets that are printed and typed in later."""
