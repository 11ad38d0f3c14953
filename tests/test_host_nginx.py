"""The README's lines for nginx, in nginx itself, where the machine has it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.conftest import ROOT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="this machine has no nginx")

CONF = """
{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  types {{ text/html html; text/xml xml; application/json json; application/javascript js; text/plain txt; }}
  access_log off; default_type application/octet-stream;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root "{site}"; absolute_redirect off;
{lines}
  }}
}}
"""


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve the default site with the README's lines; gives the port."""
    assert NGINX
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```nginx\n(.*?)```", readme, re.DOTALL)
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    conf = folder / "nginx.conf"
    user = "user root; " if os.geteuid() == 0 else ""  # or its workers would be nobody, and could not read the site
    conf.write_text(CONF.format(user=user, folder=folder, site=site, port=port, lines=lines), encoding="utf-8")
    said = folder / "error.log"
    with subprocess.Popen([NGINX, "-p", str(folder), "-e", str(said), "-c", str(conf)]) as process:
        try:
            for _ in range(100):
                assert process.poll() is None, said.read_text(encoding="utf-8")
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()


def ask(port: int, path: str) -> tuple[HTTPResponse, str]:
    """Return the answer to a request, and its text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response, text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/codes/4100.md", "text/markdown"),
        ("/ko/codes/4100.md", "text/markdown"),
        ("/codes.csv", "text/csv"),
        ("/llms.txt", "text/plain"),
        ("/codes/4100.json", "application/json"),
        ("/codes/4100.html", "text/html"),
        ("/codes/4100", "text/html"),
    ],
)
def test_text_is_sent_as_utf_8(nginx: int, path: str, kind: str) -> None:
    """Each form has its type, and a browser need not guess its encoding."""
    response, _ = ask(nginx, path)
    assert (response.status, response.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    assert response.headers["Access-Control-Allow-Origin"] == ("*" if path.endswith((".md", ".csv", ".json")) else None)


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/codes/4I00", "ja"),
        ("/ko/codes/4I00", "ko"),
        ("/en/codes/nothing/", "en"),
        ("/zh-Hans/x.html", "zh-Hans"),
        ("/ko/codes/x.md", "ko"),
        ("/english", "ja"),
    ],
)
def test_a_wrong_address_answers_in_its_language(nginx: int, path: str, language: str) -> None:
    """The reader of a Korean page is helped in Korean."""
    response, text = ask(nginx, path)
    assert response.status == 404
    assert f'<html lang="{language}"' in text


@pytest.mark.parametrize("path", ["/codes/", "/en/codes/", "/ko/guides/"])
def test_a_shortened_address_leads_to_the_index(nginx: int, path: str) -> None:
    """With and without the slash, and not in a circle."""
    response, text = ask(nginx, path)
    assert response.status == 200
    assert re.search(r'http-equiv="refresh" content="0; url=(\.\./)+(en/|ko/)?index\.html', text)
    response, _ = ask(nginx, path.removesuffix("/"))
    assert (response.status, response.headers["Location"]) == (301, path)


def test_an_address_without_its_ending_leads_to_the_page(nginx: int) -> None:
    """With a slash at its end, too."""
    response, _ = ask(nginx, "/en/codes/4100/")
    assert (response.status, response.headers["Location"]) == (301, "/en/codes/4100.html")
