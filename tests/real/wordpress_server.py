"""A real WordPress on this machine: Debian's, with a database of its own, in a folder that is thrown away.

Nothing of it is played. PHP's own web server stands in for Apache, and listens on 127.0.0.1 alone;
the database listens nowhere but on a socket in the folder. Both are stopped by their process ids.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path("/usr/share/wordpress")
_PROGRAMS = ("php", "mariadbd", "mariadb-install-db")
_SBIN = "/usr/sbin"
_START_S = 60.0


@dataclass(frozen=True, kw_only=True)
class Site:
    """One fresh blog: its address, and `name:application password` of its users by name."""

    url: str
    logins: dict[str, str]
    folder: Path

    def php(self, code: str) -> str:
        """Run PHP inside WordPress, as a person in its dashboard would act; return what it prints."""
        return _php(self.folder, f"require '{self.folder}/site/wp-load.php'; {code}")


def missing() -> str:
    """Say what keeps a real WordPress from running here; empty when nothing does."""
    absent = [one for one in _PROGRAMS if not (shutil.which(one) or shutil.which(one, path=_SBIN))]
    if not (HERE / "wp-includes").is_dir():
        absent.append("wordpress")
    return f"not installed here: {', '.join(absent)}" if absent else ""


@contextmanager
def wordpress(folder: Path, *, pretty: bool = True) -> Iterator[Site]:
    """Install and serve a blog of the brand Kopi Senja; `pretty` gives its posts readable addresses."""
    _lay_out(folder)
    running: list[subprocess.Popen[bytes]] = []
    try:
        running.append(_database(folder))
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        _configure(folder, url)
        logins = dict(
            line.split(" ", 1)
            for line in _php(
                folder,
                _INSTALL
                % {"url": url, "folder": folder, "links": "/%postname%/" if pretty else ""},
            ).splitlines()
        )
        running.append(_web(folder, port))
        yield Site(url=url, logins=logins, folder=folder)
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(timeout=30)


def _lay_out(folder: Path) -> None:
    """Make a site whose code is Debian's, and whose settings and uploads are its own."""
    site = folder / "site"
    (site / "wp-content" / "uploads").mkdir(parents=True)
    (site / "wp-content" / "mu-plugins").mkdir()
    (site / "wp-content" / "themes" / "plain").mkdir(parents=True)
    for name in ("wp-includes", "wp-admin"):
        (site / name).symlink_to(HERE / name)
    for page in HERE.glob("*.php"):
        if page.name != "wp-config.php":
            shutil.copy(page, site / page.name)
    theme = site / "wp-content" / "themes" / "plain"
    (theme / "style.css").write_text("/*\nTheme Name: Plain\n*/\n")
    (theme / "index.php").write_text("<?php while (have_posts()) { the_post(); the_content(); }\n")
    (folder / "router.php").write_text(_ROUTER)


def _database(folder: Path) -> subprocess.Popen[bytes]:
    data = folder / "data"
    with (folder / "database.log").open("wb") as log:
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db", "--user=root"],
            check=True, stdout=log, stderr=log,
        )  # fmt: skip
        process = subprocess.Popen(
            [shutil.which("mariadbd") or f"{_SBIN}/mariadbd", "--no-defaults", f"--datadir={data}",
             f"--socket={folder}/db.sock", f"--pid-file={folder}/db.pid", "--skip-networking", "--skip-grant-tables",
             "--user=root", "--innodb-flush-log-at-trx-commit=0"],
            stdout=log, stderr=log,
        )  # fmt: skip
    _wait(lambda: _answers(socket.AF_UNIX, str(folder / "db.sock")), process)
    return process


def _configure(folder: Path, url: str) -> None:
    (folder / "site" / "wp-config.php").write_text(
        _CONFIG % {"url": url, "socket": folder / "db.sock", "folder": folder / "site"}
    )


def _web(folder: Path, port: int) -> subprocess.Popen[bytes]:
    with (folder / "web.log").open("wb") as log:
        process = subprocess.Popen(
            ["php", "-d", "display_errors=0", "-S", f"127.0.0.1:{port}", "-t", str(folder / "site"),
             str(folder / "router.php")],
            stdout=log, stderr=log,
        )  # fmt: skip
    _wait(lambda: _answers(socket.AF_INET, ("127.0.0.1", port)), process)
    return process


def _php(folder: Path, code: str) -> str:
    done = subprocess.run(
        ["php", "-d", "display_errors=stderr", "-r", code], cwd=folder, check=False, capture_output=True, text=True
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr or done.stdout)
    return done.stdout


def _wait(is_there: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    ends_at = time.monotonic() + _START_S
    while not is_there():
        if process.poll() is not None or time.monotonic() > ends_at:
            raise RuntimeError(f"{process.args!r} did not start")
        time.sleep(0.05)


def _answers(family: socket.AddressFamily, address: object) -> bool:
    with socket.socket(family) as probe:
        return probe.connect_ex(address) == 0  # type: ignore[arg-type]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_CONFIG = """<?php
define('DB_NAME', 'blog'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%(socket)s'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '%(url)s'); define('WP_SITEURL', '%(url)s');
define('WP_ENVIRONMENT_TYPE', 'local'); define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_DEFAULT_THEME', 'plain');
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $name) define($name, 'of this test alone ' . $name);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', '%(folder)s/');
require_once ABSPATH . 'wp-settings.php';
"""

_ROUTER = """<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file(__DIR__ . '/site' . $path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
chdir(__DIR__ . '/site');
require __DIR__ . '/site/index.php';
"""

_INSTALL = """
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url('%(url)s', PHP_URL_HOST) . ':' . parse_url('%(url)s', PHP_URL_PORT);
(new mysqli('localhost', 'root', '', '', 0, '%(folder)s/db.sock'))->query('CREATE DATABASE blog CHARACTER SET utf8mb4');
require '%(folder)s/site/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() { return true; }
wp_install('Kopi Senja', 'pemilik', 'pemilik@kopisenja.example', true, '', 'rahasia-pemilik');
update_option('permalink_structure', '%(links)s');
update_option('comment_moderation', 0); update_option('comment_previously_approved', 0);
foreach (['kopi_senja' => 'editor', 'penulis' => 'author', 'kontributor' => 'contributor'] as $name => $role)
    wp_insert_user(['user_login' => $name, 'user_pass' => 'rahasia-' . $name, 'user_email' => $name . '@kopisenja.example', 'role' => $role]);
foreach (get_users() as $user) {
    [$password] = WP_Application_Passwords::create_new_application_password($user->ID, ['name' => 'Lembar']);
    echo $user->user_login, ' ', $user->user_login, ':', WP_Application_Passwords::chunk_password($password), PHP_EOL;
}
"""
