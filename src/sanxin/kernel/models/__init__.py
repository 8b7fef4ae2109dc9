from sanxin.kernel.models.attachment import Attachment
from sanxin.kernel.models.calendar_day import CalendarDay, CalendarYear
from sanxin.kernel.models.counter import Counter
from sanxin.kernel.models.event import ChainHead, Event, EventSubject
from sanxin.kernel.models.job import Job, JobLook
from sanxin.kernel.models.notice import Notice, NoticeAddress, NoticeHour, NoticeMessage, NoticeRobot, Vendor
from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.models.sheet_import import ImportedRow, SheetCheck, SheetImport, SheetMapping, SheetWriting
from sanxin.kernel.models.submission import Submission

__all__ = [
    "Attachment",
    "CalendarDay",
    "CalendarYear",
    "ChainHead",
    "Counter",
    "Event",
    "EventSubject",
    "ImportedRow",
    "Job",
    "JobLook",
    "Notice",
    "NoticeAddress",
    "NoticeHour",
    "NoticeMessage",
    "NoticeRobot",
    "SearchEntry",
    "SheetCheck",
    "SheetImport",
    "SheetMapping",
    "SheetWriting",
    "Submission",
    "Vendor",
]
