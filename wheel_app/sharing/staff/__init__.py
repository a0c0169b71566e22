"""What staff do about sharing: a yes from paper, keeping somebody safe, an emergency, a household’s yes."""
