"""What somebody is given of what is kept about them: their own copy, and one that was reviewed; and moving on."""
