"""An upload leaves no file behind: read or refused, with the tab open or closed, and when the server is killed."""

from __future__ import annotations

from pathlib import Path

from tests.browser.serving import Server, serve
from tests.raw.client import RawClient

LEDGER = "项目编号,项目名称,总投资（万元）,责任单位,产业,签约时间\nP1,密标项目,5000,责任单位一,新材料,2023-03-05\n"


def holding_it(*folders: Path) -> list[Path]:
    """Files that hold a piece of the upload."""
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return [file for file in files if "密标项目".encode() in file.read_bytes()]


def upload(server: Server, name: str, data: bytes) -> RawClient:
    reader = RawClient(server.url)
    reader.request("/_stcore/health")
    reader.open("data")
    reader.upload("ledger_0", name, data)
    return reader


def test_nothing_of_an_upload_stays_on_disk(tmp_path: Path) -> None:
    temporary, store = tmp_path / "temporary", tmp_path / "store"
    temporary.mkdir()
    with serve(store, variables={"TMPDIR": str(temporary)}) as server:
        with upload(server, "台账.csv", LEDGER.encode()) as reader:
            assert "密标项目" in reader.page.text or "责任单位一" in reader.page.text
            assert holding_it(temporary, store) == []
        with upload(server, "坏.xlsx", b"PK" + LEDGER.encode()):
            assert holding_it(temporary, store) == []
        assert list(temporary.glob("dashboard-*")) == []
        with upload(server, "台账.csv", LEDGER.encode()):
            server.process.kill()
            server.process.wait()
    assert holding_it(temporary, store) == []
