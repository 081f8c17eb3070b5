"""DIS: standards of discretion and like cases."""
