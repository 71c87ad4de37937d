"""What the pages of what's on show: the list, the month and their links."""
