"""CMP: complaints and reports of wrongdoing."""
