"""What the public tells us."""

from fajian.portal.models.complaints import Complaint, ComplaintFile, Message
from fajian.portal.models.custody import CustodianKey, Identity, Opening
from fajian.portal.models.floods import Visit

__all__ = ["Complaint", "ComplaintFile", "CustodianKey", "Identity", "Message", "Opening", "Visit"]
