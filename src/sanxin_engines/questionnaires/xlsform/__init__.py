"""XLSForm: questionnaires as people write them in a spreadsheet (https://xlsform.org), in and out."""

from sanxin_engines.questionnaires.xlsform.reading import Imported, read_sheets
from sanxin_engines.questionnaires.xlsform.tables import Rows
from sanxin_engines.questionnaires.xlsform.workbook import as_workbook
from sanxin_engines.questionnaires.xlsform.writing import write_sheets

__all__ = ["Imported", "Rows", "as_workbook", "read_sheets", "write_sheets"]
