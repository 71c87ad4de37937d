"""The widget and the block that choose a record of the catalogue."""

from catalog.viewsets import record_chooser

AdminRecordChooser = record_chooser.widget_class
RecordChooserBlock = record_chooser.get_block_class(
    name="RecordChooserBlock", module_path="catalog.widgets"
)
