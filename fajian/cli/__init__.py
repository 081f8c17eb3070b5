"""命令行 fajian."""
