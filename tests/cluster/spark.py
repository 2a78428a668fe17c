"""Apache Spark for tests, as a zone would run it: a standalone master, two workers and a Connect server.

The program is pyspark's own source archive, which holds the whole of Spark (450 MB): fetched once, by its hash, into a
folder of the user's cache. It needs Java 17 or newer, which Debian's package brings where it is missing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests import machine
from tests.browser.serving import free_port
from tests.cluster import packages

VERSION = "4.2.0"
_HASH = "5ad689d53570ee1674193fd4f9bda065f0db3be9363a27d2a3406cc457b70b61"
_JAVA = "default-jre-headless"
_PATIENCE_SECONDS = 180.0
#: Of the archive, what a cluster is made of.
_PARTS = ("bin", "jars")
#: Java compiles in haste and with few threads: its programs begin together on two cores, and ask everything once.
_HASTE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
#: Each worker has one core, so that both are at work; the tables are small, and more parts of them are only more work.
#: Spark writes no code of its own: to compile it takes longer than to do without.
_SETTINGS = {
    "spark.executor.cores": "1",
    "spark.executor.memory": "768m",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": _HASTE,
    "spark.executor.extraJavaOptions": _HASTE,
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.coalescePartitions.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.ui.enabled": "false",
}


class Spark:
    """A running cluster: its address, its workers, and its end. `folder` is for its logs and its work."""

    def __init__(self, folder: Path) -> None:
        """Started, with both workers ready."""
        self._folder, self._home, self._processes = folder, home(), dict[str, subprocess.Popen[bytes]]()
        master, self.port = f"spark://127.0.0.1:{free_port()}", free_port()
        try:
            self._start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port",
                        master.rpartition(":")[2], "--webui-port", "0")  # fmt: skip
            for name in ("worker-0", "worker-1"):
                self._start(name, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1",
                            "--memory", "1g", "--webui-port", "0",
                            "--work-dir", str(folder / name), master)  # fmt: skip
            settings = {**_SETTINGS, "spark.connect.grpc.binding.port": str(self.port)}
            self._start("connect", "org.apache.spark.deploy.SparkSubmit", "--master", master,
                        *(part for name, value in settings.items() for part in ("--conf", f"{name}={value}")),
                        "--class", "org.apache.spark.sql.connect.service.SparkConnectServer",
                        "spark-internal")  # fmt: skip
            self._wait_for("Spark Connect server started", 1)
            self._wait_for("Registered executor", 2)
        except BaseException:
            self.stop()
            raise

    @property
    def url(self) -> str:
        """Where it listens, as DATABASE_URL says it."""
        return f"sc://127.0.0.1:{self.port}"

    def kill_worker(self, number: int) -> None:
        """As a machine that fails: worker and executor are gone at once, and nobody is told."""
        _kill(self._processes.pop(f"worker-{number}"))

    def said(self) -> str:
        """What the Connect server, which hands out the work, has said so far."""
        return (self._folder / "connect.log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End all that still runs."""
        for process in self._processes.values():
            _kill(process)
        self._processes.clear()

    def _start(self, name: str, program: str, *arguments: str) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("SPARK_", "PYSPARK_"))}
        with (self._folder / f"{name}.log").open("wb") as log:
            self._processes[name] = subprocess.Popen(
                [str(self._home / "bin" / "spark-class"), program, *arguments],
                env=environment
                | {
                    "SPARK_HOME": str(self._home),
                    "SPARK_LOCAL_IP": "127.0.0.1",
                    "SPARK_DAEMON_MEMORY": "1g",
                    "SPARK_DAEMON_JAVA_OPTS": _HASTE,
                    "SPARK_LAUNCHER_OPTS": _HASTE,
                },
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a worker's executor is its child: both end with one kill
            )

    def _wait_for(self, words: str, times: int) -> None:
        until = time.monotonic() + _PATIENCE_SECONDS
        while self.said().count(words) < times:
            ended = [name for name, process in self._processes.items() if process.poll() is not None]
            if ended or time.monotonic() > until:
                raise RuntimeError(f"Spark does not start ({', '.join(ended)} ended): {self.said()[-3000:]}")
            time.sleep(0.2)


@contextmanager
def running() -> Iterator[Spark]:
    """A cluster while it is needed."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        cluster = Spark(Path(folder))
        try:
            yield cluster
        finally:
            cluster.stop()


def home() -> Path:
    """The folder of Spark, and Java beside it; both are fetched where they are not there yet.

    Raises:
        machine.MissingError: there is no Java and none can be installed.
        subprocess.CalledProcessError: pip could not fetch Spark; its words are on stderr.
    """
    machine.program("java", _JAVA)
    return packages.kept(f"spark-{VERSION}", _fetched)


def _fetched(building: Path) -> Path:
    lock = f"pyspark=={VERSION} --hash=sha256:{_HASH}\n"
    wanted = ["--no-binary", "pyspark", "--dest", str(building)]
    packages.pip(building, lock, "download", "--quiet", "--no-deps", *wanted)
    [archive] = building.glob("pyspark-*.tar.gz")
    root = f"{archive.name.removesuffix('.tar.gz')}/deps"
    with tarfile.open(archive) as packed:
        parts = [one for one in packed if one.name.startswith(tuple(f"{root}/{part}/" for part in _PARTS))]
        # Debian 12's Python has no filters; the archive is known by its hash.
        packed.extraction_filter = getattr(tarfile, "data_filter", None)
        packed.extractall(building, parts)  # noqa: S202 (filtered where there are filters)
    return building / root


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
