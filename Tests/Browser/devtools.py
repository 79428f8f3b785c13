"""A headless Chromium, driven by the DevTools protocol over a small WebSocket client (RFC 6455)."""
import base64
import json
import os
import re
import socket
import struct
import subprocess
import tempfile


class Socket:
    """Text messages both ways; no fragments of our own, no extensions."""

    def __init__(self, host, port, path):
        self.stream = socket.create_connection((host, port), timeout=60)
        self.stream.sendall((
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n").encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.read(1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise OSError(head.decode())

    def read(self, count):
        data = bytearray()
        while len(data) < count:
            part = self.stream.recv(count - len(data))
            if not part:
                raise OSError("the browser closed the connection")
            data += part
        return bytes(data)

    def send(self, text):
        data, mask = text.encode(), os.urandom(4)
        if len(data) < 126:
            head = struct.pack("!BB", 0x81, 0x80 | len(data))
        elif len(data) < 1 << 16:
            head = struct.pack("!BBH", 0x81, 0xFE, len(data))
        else:
            head = struct.pack("!BBQ", 0x81, 0xFF, len(data))
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self.stream.sendall(head + mask + masked)

    def receive(self):
        message = b""
        while True:
            first, second = self.read(2)
            count = second & 0x7F
            if count == 126:
                count, = struct.unpack("!H", self.read(2))
            elif count == 127:
                count, = struct.unpack("!Q", self.read(8))
            data = self.read(count)
            # Pings and the like are no part of a message.
            if first & 0x0F < 8:
                message += data
                if first & 0x80:
                    return message.decode()


class Browser:
    """One browser with one page; `calls` are answered in turn, and events are gathered."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory(prefix="sched-browser-")
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--remote-debugging-port=0", f"--user-data-dir={self.folder.name}", "about:blank"],
            stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.search(r"ws://([^:]+):(\d+)(/\S+)", line)
            if found:
                break
        else:
            raise OSError("the browser did not start")
        self.socket = Socket(found[1], int(found[2]), found[3])
        self.count, self.session, self.events = 0, None, []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.receive())
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise OSError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, address):
        """Loads a page, and gives what went wrong with it and what it fetched beside itself."""
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(json.loads(self.socket.receive()))
        faults = []
        for event in self.events:
            method, parameters = event.get("method"), event.get("params", {})
            if method == "Log.entryAdded":
                faults.append(parameters["entry"]["text"])
            elif method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
                faults.append(json.dumps(parameters))
            elif method == "Network.requestWillBeSent":
                fetched = parameters["request"]["url"]
                if fetched != address:
                    faults.append(f"fetches {fetched}")
        return faults

    def look(self, width, height, scheme, media=""):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def evaluate(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise OSError(json.dumps(result["exceptionDetails"]))
        return result["result"].get("value")

    def picture(self, width, height):
        # Textures end at 16,384 pixels.
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, 16_000), "scale": 1}
        data = self.call("Page.captureScreenshot", format="png", clip=clip,
                         captureBeyondViewport=True)["data"]
        return base64.b64decode(data)

    def paper(self):
        """The page as PDF on A4, in inches."""
        return base64.b64decode(self.call(
            "Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=True)["data"])

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.socket.stream.close()
        self.folder.cleanup()
