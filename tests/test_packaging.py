"""The wheel has every file the code opens and starts in an empty folder; what is deployed needs no sandbox."""

import re
import shutil
import signal
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from bot import __version__

ROOT = Path(__file__).parents[1]
PACKAGES = [name for name in ("bot", "handlers", "sandbox") if (ROOT / name).is_dir()]
OF_THE_BUILD = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "requirements.txt",
    "requirements-demo.txt",
)
START_SECONDS = 60
BUILD = "import sys; from setuptools import build_meta; print(getattr(build_meta, sys.argv[1])('dist'))"
# A name that is None in sys.modules cannot be imported.
WITHOUT_SANDBOX = """
import sys
sys.modules.update(dict.fromkeys(["bot.sandbox", "sandbox", "aiosmtpd"]))
import bot.__main__, bot.process
print("started")
sys.argv = ["baton", "demo"]
bot.__main__.start()
"""


pytestmark = pytest.mark.slow


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def names_in(requirements: str) -> set[str]:
    return {Requirement(line).name for line in read(requirements).splitlines() if not line.startswith("#")}


def run(*words: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments and nothing but `environ` in its environment."""
    return subprocess.run(
        [sys.executable, *words], cwd=cwd, env=environ, capture_output=True, text=True, timeout=START_SECONDS
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built by way of a source archive, as `python -m build` does, without a network."""
    source = tmp_path_factory.mktemp("source")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in OF_THE_BUILD:
        shutil.copy(ROOT / name, source / name)
    archive = built("build_sdist", source)
    with tarfile.open(archive) as packed:
        # Python before 3.11.4 has no filters, and ignores this.
        packed.extraction_filter = getattr(tarfile, "data_filter", None)
        packed.extractall(source / "unpacked")
    return built("build_wheel", source / "unpacked" / archive.name.removesuffix(".tar.gz"))


def built(what: str, folder: Path) -> Path:
    """Return the archive that this hook of the build system makes of a folder."""
    answer = run("-c", BUILD, what, cwd=folder)
    assert answer.returncode == 0, answer.stderr
    return folder / "dist" / answer.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that an installer would make of the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_has_every_file_of_the_packages(wheel: Path) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".md"}
    }
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == wanted


def test_the_wheel_names_the_version_the_command_and_what_it_needs(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        info = f"baton-{__version__}.dist-info"
        metadata = archive.read(f"{info}/METADATA").decode()
        entry_points = archive.read(f"{info}/entry_points.txt").decode()
    needed = [Requirement(line) for line in re.findall(r"^Requires-Dist: (.+)$", metadata, re.MULTILINE)]
    of_the_demo = {one.name for one in needed if "extra" in str(one.marker)}
    assert {one.name for one in needed} - of_the_demo == names_in("requirements.txt")
    assert of_the_demo == names_in("requirements-demo.txt")
    assert "baton = bot.__main__:start" in entry_points


@pytest.mark.parametrize(
    ("command", "status", "shown"),
    [
        ("--version", 0, f"baton {__version__}"),
        ("doctor", 1, "SLACK_BOT_TOKEN: is missing"),
        ("run", 1, "`python -m bot init` asks for them"),
    ],
)
def test_an_installed_baton_answers_in_an_empty_folder(
    installed: Path, tmp_path: Path, command: str, status: int, shown: str
) -> None:
    answer = run("-m", "bot", command, cwd=tmp_path, PYTHONPATH=str(installed), PYTHONUTF8="1")
    assert answer.returncode == status
    assert shown in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.fixture
def demo(installed: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environ = {"PYTHONPATH": str(installed), "PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path)}
    words = [sys.executable, "-m", "bot", "demo", "--port", "0"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with subprocess.Popen(words, cwd=empty, env=environ, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_an_installed_demo_starts_in_an_empty_folder_and_ends_on_sigterm(
    demo: subprocess.Popen[str],
) -> None:
    assert demo.stdout is not None
    line = next(line for line in demo.stdout if "Open" in line)
    with urllib.request.urlopen(line.split()[-1], timeout=START_SECONDS) as page:
        assert page.status == 200
    demo.send_signal(signal.SIGTERM)
    assert demo.wait(START_SECONDS) == 0


def test_only_the_demo_needs_the_sandbox_and_says_so(tmp_path: Path) -> None:
    """Neither the Docker image nor the Heroku slug has the sandbox and its packages."""
    answer = run("-c", WITHOUT_SANDBOX, cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert answer.stdout == "started\n"
    assert answer.returncode == 1
    assert 'pip install ".[demo]"' in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_slug_keeps_what_heroku_needs() -> None:
    ignored = [line.removeprefix("/") for line in read(".slugignore").splitlines()]
    needed = (
        *("bot/__main__.py", "handlers/__init__.py", "routing_rules.yaml"),
        *("requirements.txt", ".python-version", "Procfile", "app.json"),
    )
    dropped = {path for pattern in ignored for path in ROOT.glob(pattern)}
    assert [name for name in needed if {ROOT / name, *(ROOT / name).parents} & dropped] == []
    assert {"docs", "tests", "bench"} <= {path.name for path in dropped}
