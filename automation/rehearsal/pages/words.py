"""The few words on the pages, in English and Indonesian side by side.

They do not come from the message catalogue: the banner and the list of faults show both languages
at once, to a room of people who do not all read the same one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One phrase in both languages; `one` is English for exactly one, where it differs."""

    en: str
    id: str
    one: str = ""

    def say(self, language: str) -> str:
        """Return the phrase in `id`, else in English."""
        return self.id if language == "id" else self.en

    def counted(self, number: int, language: str) -> str:
        """Return the word that follows a number; Indonesian has no plural."""
        return self.one if number == 1 and language != "id" else self.say(language)


BANNER = Words("Rehearsal: nothing here is public", "Latihan: tidak ada yang tayang sungguhan")

WORDS = {
    "title": Words("Rehearsal network", "Jaringan latihan"),
    "control": Words("Control room", "Ruang kendali"),
    "accounts": Words("Accounts", "Akun"),
    "latest": Words("Latest posts", "Postingan terbaru"),
    "empty": Words("Nothing has been posted yet.", "Belum ada postingan."),
    "empty_hint": Words(
        "Publish from the workbook, then reload this page.",
        "Terbitkan dari buku kerja, lalu muat ulang halaman ini.",
    ),
    "posts": Words("posts", "postingan", "post"),
    "followers": Words("followers", "pengikut", "follower"),
    "simulated": Words("Numbers are simulated", "Angka hanya simulasi"),
    "replies": Words("replies", "balasan", "reply"),
    "boosts": Words("boosts", "dibagikan", "boost"),
    "favourites": Words("favourites", "disukai", "favourite"),
    "thread": Words("Thread", "Utas"),
    "in_reply": Words("In reply to", "Membalas"),
    "answers": Words("Replies", "Balasan"),
    "comment": Words(
        "For trainers: comment on this post", "Untuk pelatih: komentari postingan ini"
    ),
    "comment_as": Words("As", "Sebagai"),
    "write": Words("Comment", "Kirim komentar"),
    "warning": Words("Content warning", "Peringatan isi"),
    "show": Words("show", "tampilkan"),
    "sensitive": Words("Sensitive picture, show", "Gambar sensitif, tampilkan"),
    "no_alt": Words("No alternative text", "Tanpa teks alternatif"),
    "edited": Words("edited", "disunting"),
    "boosted": Words("boosted", "membagikan"),
    "audience": Words("rehearsal audience", "penonton latihan"),
    "tagged": Words("Posts with", "Postingan dengan"),
    "public": Words("public", "publik"),
    "unlisted": Words("unlisted", "tak terdaftar"),
    "private": Words("followers only", "hanya pengikut"),
    "direct": Words("mentioned people only", "hanya yang disebut"),
    "faults": Words("Faults", "Gangguan"),
    "faults_hint": Words(
        "Choose what goes wrong next. The name also works with POST /rehearsal/faults.",
        "Pilih apa yang terganggu berikutnya. Namanya juga berlaku di POST /rehearsal/faults.",
    ),
    "armed": Words("In force now", "Sedang berlaku"),
    "none_armed": Words("No fault: everything works.", "Tanpa gangguan: semua berjalan."),
    "clear": Words("Clear all", "Hapus semua"),
    "arm": Words("Set", "Pasang"),
    "for_account": Words("For", "Untuk"),
    "everyone": Words("all accounts", "semua akun"),
    "lasts": Words("until cleared", "sampai dihapus"),
    "left": Words("left", "sisa"),
    "clock": Words("Clock", "Jam"),
    "running": Words("runs with the machine", "berjalan seperti mesin"),
    "standing": Words("stands still", "berhenti"),
    "hour_later": Words("One hour later", "Satu jam kemudian"),
    "day_later": Words("One day later", "Satu hari kemudian"),
    "week_later": Words("One week later", "Satu minggu kemudian"),
    "run_again": Words("Run again", "Jalankan lagi"),
    "agree": Words("would like to", "meminta izin untuk"),
    "agree_as": Words("Agree as", "Setujui sebagai"),
    "refuse": Words("Refuse", "Tolak"),
    "gone": Words("This is not here.", "Tidak ada di sini."),
    "gone_hint": Words(
        "The post was deleted, is not public, or never existed.",
        "Postingan sudah dihapus, tidak publik, atau tidak pernah ada.",
    ),
}


def language_of(asked: str, accepted: str) -> str:
    """Return `en` or `id`: what the address asks for, else the browser's first of the two."""
    if asked in ("en", "id"):
        return asked
    tags = (part.strip()[:2].lower() for part in accepted.split(","))
    return next((tag for tag in tags if tag in ("en", "id")), "en")
