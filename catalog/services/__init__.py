from .importing import ImportOptions, import_marc

__all__ = ["ImportOptions", "import_marc"]
