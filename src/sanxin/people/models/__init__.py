from sanxin.people.models.person import Person
from sanxin.people.models.post import Post
from sanxin.people.models.unit import Level, Unit
from sanxin.people.models.user import User

__all__ = ["Level", "Person", "Post", "Unit", "User"]
