"""XLSFORM: the spreadsheet in which ODK and Kobo forms are written, read into a Form and written back from one."""
