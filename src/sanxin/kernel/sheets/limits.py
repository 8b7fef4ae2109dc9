"""How much a file may hold, and why. Every limit is far above real work (100,000 rows) and far below this server."""

#: 100,000 rows of voices are about 12 MB; a phone photo pasted into a sheet about 5 MB.
FILE_BYTES = 50 * 1024**2
#: What all parts of the file may take once unpacked. 100,000 rows of 20 columns are about 120 MB of XML.
UNPACKED_BYTES = 400 * 1024**2
#: Real sheets shrink 5 to 30 times. Small files are exempt: blanks shrink well and cannot hurt.
RATIO = 200
RATIO_FROM_BYTES = 10 * 1024**2
#: An ordinary workbook has 10 to 60 parts; one with a picture in every row has hundreds.
PARTS = 3_000
#: A reader keeps a dense rectangle of about 32 bytes a cell: 10 million cells are 320 MB for a few seconds.
ROWS = 200_000
COLUMNS = 500
CELLS = 10_000_000
