"""Where a postcode is, and how far it is from there."""
