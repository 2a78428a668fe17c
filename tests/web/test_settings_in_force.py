"""The settings that safety and calm rest on are those that Streamlit reads here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.browser.serving import ROOT, environment

WANTED = {
    "server.address": "127.0.0.1",
    "server.port": 8501,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 20,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
}
_PRINT = "import json, sys, streamlit as st; print(json.dumps({key: st.get_option(key) for key in sys.argv[1:]}))"


def test_settings_in_force(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PRINT, *WANTED],
        cwd=ROOT, env=environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert json.loads(done.stdout.splitlines()[-1]) == WANTED
