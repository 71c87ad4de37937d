"""Figures, the public board, the annual report and the plan tracker."""
