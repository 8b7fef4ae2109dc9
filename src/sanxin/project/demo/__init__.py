"""A demo county: 乐平's real townships, invented villages and people, a year of work done through the real actions."""

from sanxin.project.demo.filling import fill_if_empty
from sanxin.project.demo.links import sign_in_links

__all__ = ["fill_if_empty", "sign_in_links"]
