"""Draw the pictures of docs/img from real output: needs LibreOffice, pdftoppm and Chromium."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from sanyi.demo import SAMPLES
from sanyi.demo_year import show_year
from sanyi.ledger import Ledger, ledgers_as_xlsx
from sanyi.pipeline import read_ledger
from sanyi.terminal import findings_text, ledger_table

HERE = Path(__file__).resolve().parent
IMG = HERE / "img"
SOURCES = HERE.parent / "src" / "sanyi" / "samples"
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 14px 18px; background: #fff; }}
pre {{ font: 15px/1.35 "Noto Sans Mono CJK SC", monospace; margin: 0; color: #222; }}
</style><pre><b>$ {command}</b>
{code}</pre>"""
_TOOLS = ("soffice", "pdftoppm", "chromium")


def main() -> int:
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"pictures left as they are; not installed: {', '.join(missing)}", file=sys.stderr)
        return 0
    IMG.mkdir(exist_ok=True)
    final, draft = (read_ledger(SOURCES / name) for name in SAMPLES)
    with tempfile.TemporaryDirectory() as folder:
        sheet(final, IMG / "ledger-sheet.png", Path(folder))
        sheet(draft, IMG / "draft-sheet.png", Path(folder))
        command = f"sanyi audit {SAMPLES[0]}"
        terminal(command, findings_text(final.findings), IMG / "audit.png", Path(folder))
        command = f"sanyi ledger {SAMPLES[1]} --format table"
        terminal(command, ledger_table(draft), IMG / "ledger-table.png", Path(folder))
        bulletin(Path(folder))
    return 0


def bulletin(folder: Path) -> None:
    """Two pages of the quarterly bulletin of a tiny model county, side by side."""
    with contextlib.redirect_stdout(io.StringIO()):
        show_year(folder / "year", "tiny", "sanyi")
    (document,) = (folder / "year").glob("*通报.docx")
    shutil.copy(document, folder / "b.docx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder,
         folder / "b.docx")  # fmt: skip
    _run("pdftoppm", "-r", "60", "-png", folder / "b.pdf", folder / "b")
    pages = [Image.open(p) for p in sorted(folder.glob("b-*.png"))]
    portrait = [p for p in pages if p.height > p.width]
    chosen = [portrait[0], portrait[3]]
    both = Image.new("RGB", (sum(p.width for p in chosen), chosen[0].height), "white")
    both.paste(chosen[0], (0, 0))
    both.paste(chosen[1], (chosen[0].width, 0))
    both.save(folder / "both.png")
    _save(folder / "both.png", IMG / "bulletin.png")


def sheet(ledger: Ledger, target: Path, folder: Path) -> None:
    """The first printed page of the workbook."""
    (folder / "a.xlsx").write_bytes(ledgers_as_xlsx([ledger]))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder,
         folder / "a.xlsx")  # fmt: skip
    _run("pdftoppm", "-r", "110", "-f", "1", "-l", "1", "-png", "-singlefile", folder / "a.pdf",
         folder / "a")  # fmt: skip
    _save(folder / "a.png", target)


def terminal(command: str, content: object, target: Path, folder: Path) -> None:
    """What a command prints, as a browser draws it."""
    console = Console(record=True, width=112, file=io.StringIO(), force_terminal=True)
    console.print(content)
    body = console.export_html(
        theme=DEFAULT_TERMINAL_THEME, inline_styles=True, code_format="{code}"
    )
    page = folder / "a.html"
    page.write_text(_PAGE.format(command=command, code=body), encoding="utf-8")
    _run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--window-size=1200,1500", f"--user-data-dir={folder}/browser",
         f"--screenshot={folder}/shot.png", page.as_uri())  # fmt: skip
    _save(folder / "shot.png", target)


def _save(source: Path, target: Path) -> None:
    """Cut the white margins off and store few colours: a picture of text stays small."""
    picture = Image.open(source).convert("RGB")
    white = Image.new("RGB", picture.size, (255, 255, 255))
    box = ImageChops.difference(picture, white).getbbox() or (0, 0, *picture.size)
    around = (box[0] - 16, box[1] - 16, box[2] + 16, box[3] + 16)
    picture.crop(around).quantize(32).save(target, optimize=True)
    print(f"{target.relative_to(HERE.parent)}  {target.stat().st_size // 1024} KB")


def _run(*command: object) -> None:
    subprocess.run([str(c) for c in command], check=True, capture_output=True, timeout=180)


if __name__ == "__main__":
    sys.exit(main())
