"""Looks at pages and pictures of sched-view with a browser, as `make test-browser` does.

    pages.py TOOLS FOLDER FILE...

Of records, TOOLS/sched-view first makes a page and a picture in FOLDER. Each HTML or SVG file is
opened at the width of a telephone and of a screen, on light and on dark ground. Nothing may be
fetched, logged, or over the edge; each text must have a contrast of at least 4.5 with what is
painted under it (WCAG 2.2, 1.4.3). FOLDER/seen keeps what the browser showed, and HTML as it is
printed.
"""
import pathlib
import shutil
import subprocess
import sys

from devtools import Browser

WIDTHS = {"phone": 360, "wide": 1280}
LEAST_CONTRAST = 4.5

# Each text with its contrast: the ground is that of the nearest element that is painted, and in a
# picture of SVG that of the shapes drawn before the text, the last one that holds its middle.
CONTRASTS = r"""
(() => {
  const part = value =>
    (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const color = text => (text.match(/[\d.]+/g) || []).map(Number);
  const isOpaque = c => c.length === 3 || c[3] === 1;
  const shapes = [];
  const ground = element => {
    if (element instanceof SVGElement) {
      const box = element.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const found = shapes.findLast(([its]) =>
        its.left <= x && x <= its.right && its.top <= y && y <= its.bottom);
      return found ? color(found[1]) : [255, 255, 255];
    }
    for (let at = element; at; at = at.parentElement) {
      const own = color(getComputedStyle(at).backgroundColor);
      if (own.length && isOpaque(own)) return own;
    }
    return [255, 255, 255];
  };
  const faults = [];
  let count = 0;
  for (const element of document.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    if (['rect', 'circle'].includes(element.localName) && style.fill !== 'none')
      shapes.push([element.getBoundingClientRect(), style.fill]);
    const text = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
      .map(node => node.data).join('').trim();
    if (!text || !element.getClientRects().length) continue;
    if (['style', 'title', 'desc'].includes(element.localName)) continue;
    const ink = color(element instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [luminance(ink), luminance(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    count += 1;
    if (!(ratio >= LEAST)) faults.push(`contrast ${ratio.toFixed(2)} of "${text.slice(0, 40)}"`);
  }
  return count ? faults : ['no text'];
})()
""".replace("LEAST", str(LEAST_CONTRAST))

# What is beyond the right edge, though no frame of its own holds it.
OVER_THE_EDGE = r"""
(() => {
  const root = document.documentElement;
  const faults = [];
  if (root.scrollWidth > root.clientWidth)
    faults.push(`${root.scrollWidth} pixels wide in ${root.clientWidth}`);
  for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 && !element.closest('.frame'))
      faults.push(`over the edge: ${element.localName}.${element.className}`);
  }
  return faults.slice(0, 5);
})()
"""

# Each text of a picture ends within it, and does not run into the next one on its line.
TEXT_IN_PICTURE = r"""
(() => {
  const edge = document.documentElement.getBoundingClientRect().right;
  const lines = new Map(), faults = [];
  for (const text of document.querySelectorAll('svg text, text')) {
    const box = text.getBoundingClientRect();
    if (box.right > edge + 0.5 || box.left < -0.5)
      faults.push(`over the edge: "${text.textContent.slice(0, 40)}"`);
    const y = text.getAttribute('y');
    if (!lines.has(y)) lines.set(y, []);
    lines.get(y).push([box.left, box.right, text.textContent]);
  }
  for (const line of lines.values()) {
    line.sort((a, b) => a[0] - b[0]);
    for (let i = 1; i < line.length; i++)
      if (line[i - 1][1] > line[i][0] + 0.5)
        faults.push(`"${line[i - 1][2].slice(0, 30)}" runs into "${line[i][2].slice(0, 30)}"`);
  }
  return faults.slice(0, 5);
})()
"""

# A telephone shows the posts of a day one below another; a screen the days of a week side by side.
COLUMNS = "[...new Set([...document.querySelectorAll('.week:first-of-type .day')]" \
    ".filter(day => day.offsetWidth).map(day => day.offsetLeft))].length"


def look(browser, file, folder):
    """What is wrong with a page, each in a line; its pictures are left in a folder."""
    address = file.resolve().as_uri()
    is_page = file.suffix == ".html"
    faults = []
    for name, width in WIDTHS.items():
        for scheme in ("light", "dark"):
            browser.look(width, 800, scheme)
            found = browser.open(address) + browser.evaluate(CONTRASTS)
            found += browser.evaluate(OVER_THE_EDGE if is_page else TEXT_IN_PICTURE)
            columns = browser.evaluate(COLUMNS) if is_page else 0
            if columns and columns != (7 if name == "wide" else 1):
                found.append(f"a week in {columns} columns")
            faults += [f"{file.name}: {name}, {scheme}: {fault}" for fault in found]
            height = browser.evaluate(
                "Math.ceil(document.documentElement.getBoundingClientRect().height)")
            picture = folder / f"{file.stem}-{file.suffix[1:]}-{name}-{scheme}.png"
            picture.write_bytes(browser.picture(width if is_page else max(width, 800), height))
    if is_page:
        browser.look(794, 1123, "dark", media="print")
        found = browser.evaluate(CONTRASTS)
        ground = browser.evaluate("getComputedStyle(document.body).backgroundColor")
        if ground != "rgb(255, 255, 255)":
            found.append("dark on paper")
        faults += [f"{file.name}: print: {fault}" for fault in found]
        (folder / f"{file.stem}.pdf").write_bytes(browser.paper())
    return faults


def drawn(tools, file, folder):
    """A page and a picture of a file of records."""
    for form in ("html", "svg"):
        page = folder / f"{file.stem}.{form}"
        subprocess.run([tools / "sched-view", "-q", "--to", form, "--tz", "Europe/Berlin",
                        "-o", page, file], check=True)
        yield page


def main():
    tools, folder, *operands = map(pathlib.Path, sys.argv[1:])
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program or not operands:
        sys.exit("pages.py: " + ("no file" if program else "no chromium"))
    seen = folder / "seen"
    seen.mkdir(parents=True, exist_ok=True)
    files = []
    for file in operands:
        files += drawn(tools, file, folder) if file.suffix == ".jsonl" else [file]
    browser = Browser(program)
    try:
        faults = [fault for file in files for fault in look(browser, file, seen)]
    finally:
        browser.close()
    print("".join(fault + "\n" for fault in faults), end="")
    print(f"{len(files)} files, {len(faults)} faults, pictures in {seen}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
