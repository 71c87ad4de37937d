"""What every driver of a library system must do, tried against servers that the tests start."""
