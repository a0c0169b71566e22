"""Then and now of a scale: line by line and group by group, in the words of its steps."""
