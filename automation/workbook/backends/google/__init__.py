"""A workbook in Google Sheets, over gspread 6 and google-auth."""
