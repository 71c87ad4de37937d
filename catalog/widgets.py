"""The widget that chooses a record of the catalogue."""

from catalog.viewsets import record_chooser

AdminRecordChooser = record_chooser.widget_class
