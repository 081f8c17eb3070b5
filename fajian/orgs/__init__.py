"""单位与人：units as a tree, users with one role each, and who may see what."""
