"""What the public tells us."""

from fajian.portal.models.complaints import Complaint, ComplaintFile, Message
from fajian.portal.models.contacts import FirstContact
from fajian.portal.models.custody import CustodianKey, Identity, Opening
from fajian.portal.models.floods import Visit
from fajian.portal.models.points import Card, ContactPoint, PointRecord
from fajian.portal.models.surveys import Answer, Ballot, Panelist, Survey, SurveyResult, SurveyTarget

__all__ = [
    "Answer",
    "Ballot",
    "Card",
    "Complaint",
    "ComplaintFile",
    "ContactPoint",
    "CustodianKey",
    "FirstContact",
    "Identity",
    "Message",
    "Opening",
    "Panelist",
    "PointRecord",
    "Survey",
    "SurveyResult",
    "SurveyTarget",
    "Visit",
]
