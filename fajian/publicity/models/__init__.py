"""Rows of publicity."""

from fajian.publicity.models.publications import Copy, Edition, Publication, PublicationFile

__all__ = ["Copy", "Edition", "Publication", "PublicationFile"]
