from sanxin.people.models.entry_link import EntryLink
from sanxin.people.models.invitation import Invitation
from sanxin.people.models.old_password import OldPassword
from sanxin.people.models.person import Person
from sanxin.people.models.post import Post
from sanxin.people.models.unit import Level, Unit
from sanxin.people.models.user import User

__all__ = ["EntryLink", "Invitation", "Level", "OldPassword", "Person", "Post", "Unit", "User"]
