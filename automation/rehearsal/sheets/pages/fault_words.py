"""What each fault of the catalogue does, in English and Indonesian side by side."""

from automation.rehearsal.pages.words import Words

FAULT_WORDS = {
    "quota": Words(
        "The next call is over the quota (429).", "Panggilan berikutnya melampaui kuota (429)."
    ),
    "error-before": Words(
        "The next call fails (503); nothing is stored.",
        "Panggilan berikutnya gagal (503); tidak ada yang tersimpan.",
    ),
    "internal-before": Words(
        "The next call fails (500); nothing is stored.",
        "Panggilan berikutnya gagal (500); tidak ada yang tersimpan.",
    ),
    "error-after": Words(
        "The next write is stored, but an error is told (503).",
        "Penulisan berikutnya tersimpan, tetapi dikatakan gagal (503).",
    ),
    "internal-after": Words(
        "The next write is stored, but an error is told (500).",
        "Penulisan berikutnya tersimpan, tetapi dikatakan gagal (500).",
    ),
    "answer-lost": Words(
        "The next write is stored, but its answer is lost.",
        "Penulisan berikutnya tersimpan, tetapi jawabannya hilang.",
    ),
    "cut-before": Words(
        "The connection breaks before the next call.",
        "Sambungan putus sebelum panggilan berikutnya.",
    ),
    "never-answers": Words(
        "The next write is stored, but no answer ever comes.",
        "Penulisan berikutnya tersimpan, tetapi jawaban tidak pernah datang.",
    ),
    "html-page": Words(
        "The next call gets a web page instead of data.",
        "Panggilan berikutnya mendapat halaman web, bukan data.",
    ),
    "cut-off-answer": Words(
        "The next answer breaks off in the middle.", "Jawaban berikutnya terputus di tengah."
    ),
    "breaks-off": Words(
        "The next download of a file breaks off halfway.",
        "Unduhan berkas berikutnya terputus di tengah jalan.",
    ),
    "slow": Words("The next call waits a second.", "Panggilan berikutnya menunggu satu detik."),
    "access-withdrawn": Words(
        "Nobody may open any spreadsheet, until cleared.",
        "Tidak ada yang boleh membuka spreadsheet, sampai dihapus.",
    ),
    "token-refused": Words(
        "The next call's token is refused (401).", "Token panggilan berikutnya ditolak (401)."
    ),
    "api-off": Words(
        "The Sheets API is switched off in the project, until cleared.",
        "Sheets API dimatikan di proyeknya, sampai dihapus.",
    ),
    "scopes-missing": Words(
        "The sign-in does not include Google Sheets, until cleared.",
        "Izin masuknya tidak mencakup Google Sheets, sampai dihapus.",
    ),
    "excel-file": Words(
        "Every spreadsheet is an Excel file in Drive, until cleared.",
        "Setiap spreadsheet adalah berkas Excel di Drive, sampai dihapus.",
    ),
    "storage-full": Words(
        "The owner's Drive is full: nothing is written, until cleared.",
        "Drive pemiliknya penuh: tidak ada yang ditulis, sampai dihapus.",
    ),
    "key-deleted": Words(
        "The service account's key was deleted, until cleared.",
        "Kunci akun layanannya dihapus, sampai gangguan ini dihapus.",
    ),
}
