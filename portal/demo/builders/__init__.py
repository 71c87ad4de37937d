"""One module for each kind of thing the sample network consists of, in the order of building."""
