"""What those who work with a family keep about their work: levels, closing, links and notes."""
