"""Neo4j as a child process of the tests, from jars and a Java runtime."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from .server import Neo4jFailed, Neo4jServer

_SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.initial_size={heap}
server.memory.heap.max_size={heap}
server.memory.pagecache.size=256m
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=keep_none
"""
# What Neo4j's own launcher passes; without the launcher the process is the server itself and takes our signals.
_JAVA_OPTIONS = (
    "-XX:+UseG1GC",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
)
_FOLDERS = ("conf", "data", "import", "lib", "logs", "plugins", "run")
_LOG_LINES_SHOWN = 40


class ProcessServer(Neo4jServer):
    """A Neo4j process on loopback with a home of its own, which goes when it is closed."""

    def __init__(self, java: Path, jars: Path, port: int, password: str, heap: str = "1g") -> None:
        """Lay out a server; `jars` is a folder of jar files, `heap` as Java writes it. It is not started yet."""
        super().__init__(f"bolt://127.0.0.1:{port}", "neo4j", password)
        self._java, self._jars, self._heap = java, jars, heap
        self._home = Path(tempfile.mkdtemp(prefix="thidua-neo4j-"))
        self._log = self._home / "logs" / "console.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._lay_out(port)

    def start(self) -> None:
        """Start it and wait until it answers (about 10 seconds); nothing happens where it runs.

        Call it from a thread that lives as long as the server: where there is setpriv, the server dies with it.
        """
        if self._process is not None and self._process.poll() is None:
            return
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        self.wait()

    def stop(self) -> None:
        """Run Neo4j's shutdown; kill it when that takes longer than a minute."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def failure(self) -> str | None:
        """The end of its log where its process is gone."""
        if self._process is None or self._process.poll() is None:
            return None
        tail = self._log.read_text(errors="replace").splitlines()[-_LOG_LINES_SHOWN:]
        return "\n".join([f"the process ended with {self._process.returncode}", *tail])

    def close(self) -> None:
        """Kill it, as nobody reads its data again, and remove its home."""
        self.kill()
        shutil.rmtree(self._home)

    def _lay_out(self, port: int) -> None:
        for folder in _FOLDERS:
            (self._home / folder).mkdir()
        (self._home / "conf" / "neo4j.conf").write_text(_SETTINGS.format(port=port, heap=self._heap))
        self._set_password()

    def _set_password(self) -> None:
        command = [str(self._java), "-Xmx256m", "-cp", f"{self._jars}/*", f"-Dbasedir={self._home}"]
        command += ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", self.password]
        done = subprocess.run(
            command, env={"NEO4J_HOME": str(self._home)}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Neo4jFailed(f"Neo4j took no initial password: {done.stderr.strip()}")

    def _command(self) -> list[str]:
        classes = ":".join((f"{self._home}/plugins/*", f"{self._home}/conf", f"{self._jars}/*"))
        home = (f"--home-dir={self._home}", f"--config-dir={self._home}/conf")
        options = (f"-Xms{self._heap}", f"-Xmx{self._heap}", *_JAVA_OPTIONS)
        server = (str(self._java), "-cp", classes, *options, "org.neo4j.server.CommunityEntryPoint", *home, "--console-mode")
        return [*_dies_with_us(), *server]


def _dies_with_us() -> tuple[str, ...]:
    """A prefix that ends the server where the test run itself is killed and closes nothing."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "KILL", "--") if setpriv else ()
