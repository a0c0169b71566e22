"""Writing an entry into its rows."""
