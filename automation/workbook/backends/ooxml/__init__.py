"""The .xlsx format, as far as patching it needs: the zip, its parts, a sheet's rows, its styles.

Nothing here touches a disk: bytes in, bytes out. `automation/workbook/backends/xlsx.py` does.
"""
