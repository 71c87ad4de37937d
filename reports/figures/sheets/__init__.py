"""Tables as people make them, read into numbers: pure, without a look at the database."""
