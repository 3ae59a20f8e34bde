"""Does it stand when the county looks? The peak of a county and ten times that, live and from files, in one run.

    GONGKAI_DATA=… python -m bench.peak [--seconds 10]

A county of 560,000 people of whom 12 % come in one day, half of them within one busy hour and a half, three pages each:
32 pages a second. The database must be loaded (``gongkai demo --prepare``) and its tree written (``gongkai tree``). wrk
asks for pages drawn by seed at that rate; every page also asks /now.json, as a browser
does. Live is ``gongkai serve``; files are nginx over the tree by the configuration that is shipped.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.house import nginx
from tests.house.site import free_port

PEAK, PAGES = 32, 300
MOST = 128  # connections
SCRIPT = """
local paths = {%s}
local n = 0
function delay() return %d end
function request() n = n + 1; return wrk.format("GET", paths[(n %% #paths) + 1]) end
function done(summary, latency)
  local bad = summary.errors
  io.write(string.format("PEAK %%.1f %%.2f %%.2f %%.2f %%d\\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    bad.connect + bad.read + bad.write + bad.status + bad.timeout))
end
"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=10)
    seconds = asked.parse_args().seconds
    data = Path(os.environ["GONGKAI_DATA"])
    print("| from | asked a second | answered | p50 ms | p95 ms | p99 ms | errors |")
    print("| --- " * 7 + "|")
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [sys.executable, "-m", "gongkai.cli", "serve", "--port", str(port), "--workers", "2"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as live:
            try:
                url = nginx._ready(f"http://127.0.0.1:{port}", live)
                paths = _paths(url)
                for rate in (PEAK, PEAK * 10):
                    _tell("live", rate, _load(url, paths, rate, seconds, folder))
                with nginx.over(data / "public", Path(folder)) as files:
                    for rate in (PEAK, PEAK * 10):
                        _tell("files", rate, _load(files, paths, rate, seconds, folder))
            finally:
                os.killpg(live.pid, signal.SIGTERM)


def _paths(url: str) -> list[str]:
    """Pages of the sitemap drawn by seed, and for each what its script asks; the first page now and then."""
    pages = urllib.request.urlopen(f"{url}/sitemap-1.xml").read().decode()
    found = re.findall(r"<loc>[^<]*?(/d/[a-z]{10}/)</loc>", pages)
    drawn = random.Random(20261122).sample(found, min(PAGES, len(found)))
    return [path for one in drawn for path in (one, "/now.json")] + ["/", "/now.json"] * (PAGES // 10)


def _load(url: str, paths: list[str], rate: int, seconds: int, folder: str) -> list[str]:
    script = Path(folder) / "peak.lua"
    both = rate * 2  # a page and its /now.json
    open_at_once = min(both, MOST)
    script.write_text(SCRIPT % (",".join(f'"{path}"' for path in paths), 1000 * open_at_once // both))
    command = ["wrk", "-t2", f"-c{open_at_once}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.search(r"PEAK (.*)", said)[1].split()


def _tell(source: str, rate: int, found: list[str]) -> None:
    print(f"| {source} | {rate} pages + {rate} × /now.json | {' | '.join(found)} |", flush=True)


if __name__ == "__main__":
    main()
