"""The few words on the pages, in English and Indonesian side by side."""

from automation.rehearsal.pages.words import Words

WORDS = {
    "title": Words("Rehearsal Sheets", "Sheets latihan"),
    "files": Words("Spreadsheets", "Spreadsheet"),
    "none": Words("There is no spreadsheet yet.", "Belum ada spreadsheet."),
    "none_hint": Words(
        "Make one below, then give its address to `lembar init`.",
        "Buat satu di bawah, lalu berikan alamatnya ke `lembar init`.",
    ),
    "new": Words("New spreadsheet", "Spreadsheet baru"),
    "name": Words("Name", "Nama"),
    "make": Words("Make", "Buat"),
    "changed": Words("changed", "diubah"),
    "by": Words("by", "oleh"),
    "you_are": Words("You are", "Anda"),
    "shared": Words("Shared with", "Dibagikan kepada"),
    "share": Words("Share", "Bagikan"),
    "address": Words("Address", "Alamat"),
    "insert_row": Words("Insert row above", "Sisipkan baris di atas"),
    "delete_row": Words("Delete row", "Hapus baris"),
    "rising": Words("Sort A → Z", "Urutkan A → Z"),
    "falling": Words("Sort Z → A", "Urutkan Z → A"),
    "comment": Words("Comment", "Komentar"),
    "comments": Words("Comments", "Komentar"),
    "say": Words("What do you want to say?", "Apa yang ingin Anda katakan?"),
    "hint": Words(
        "Choose a cell and type. Enter keeps, Escape leaves it as it was.",
        "Pilih sel lalu ketik. Enter menyimpan, Escape membatalkan.",
    ),
    "protected": Words("protected", "dilindungi"),
    "invalid": Words("against the rule of this cell", "melanggar aturan sel ini"),
    "more": Words("More rows are not shown.", "Baris selebihnya tidak ditampilkan."),
    "gone": Words("This is not here.", "Tidak ada di sini."),
    "gone_hint": Words("The spreadsheet was deleted, or never existed.", "Spreadsheet sudah dihapus, atau tidak pernah ada."),
}  # fmt: skip
