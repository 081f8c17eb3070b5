"""An app for the tests of the core: books, which know no law."""
