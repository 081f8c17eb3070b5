"""XLSX、CSV、DOCX 的读与写，不认识业务词."""
