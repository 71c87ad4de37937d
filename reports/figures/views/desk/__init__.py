"""Pages of figures in the admin."""
