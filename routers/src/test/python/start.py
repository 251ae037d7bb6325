"""Starts Crossbar.io on loopback with crossbar.json, in a node folder that is made for it.

usage: start.py NODE-FOLDER REALM. Run by the Python that Crossbar.io is installed for. Chooses free
ports for WebSocket and RawSocket, prints "ready WEBSOCKET-PORT RAWSOCKET-PORT" when both accept
connections, and ends the router when its standard input ends, so that it cannot outlive the tests.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

ATTEMPTS = 3
READY_SECONDS = 60
STOP_SECONDS = 10


def free_ports(count):
    """Ports that nobody listens on now; somebody else may take one before the router does."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def configure(folder, realm, ports):
    config = json.loads(pathlib.Path(__file__).with_name("crossbar.json").read_text())
    worker = config["workers"][0]
    worker["realms"][0]["name"] = realm
    for transport, port in zip(worker["transports"], ports):
        transport["endpoint"]["port"] = port
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config))


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def start(folder, realm):
    """The running router and its ports; another pair of ports when it ends before it is ready."""
    for _ in range(ATTEMPTS):
        ports = free_ports(2)
        configure(folder, realm, ports)
        command = [os.path.join(os.path.dirname(sys.executable), "crossbar"), "start"]
        command += ["--cbdir", str(folder), "--logformat", "none", "--color", "false"]
        router = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True
        )
        deadline = time.monotonic() + READY_SECONDS
        while router.poll() is None and time.monotonic() < deadline:
            if all(accepts(port) for port in ports):
                return router, ports
            time.sleep(0.1)
        stop(router)
    sys.exit("Crossbar.io did not get ready")


def stop(router):
    if router.poll() is None:
        router.terminate()
        try:
            router.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
    try:
        # The workers are processes of the same group.
        os.killpg(router.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    router.wait()


def main():
    router, ports = start(pathlib.Path(sys.argv[1]), sys.argv[2])
    print("ready", *ports, flush=True)
    sys.stdin.buffer.read()
    stop(router)


if __name__ == "__main__":
    main()
