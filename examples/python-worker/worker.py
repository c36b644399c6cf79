#!/usr/bin/env python3
"""A worker of ScheduleZero in Python: one file, and pyzmq.

The protocol is docs/reference/worker-protocol.md (SZW/1). From top to bottom: the messages as bytes and back, what is kept
of an attempt, the worker with its session, a few handlers, the command line. Write handlers of your own in a file that
imports this one; README.md shows how.
"""

import argparse
import inspect
import json
import os
import queue
import random
import re
import signal
import socket as network
import stat
import sys
import threading
import time
import traceback
import uuid
from collections import OrderedDict, deque, namedtuple
from datetime import datetime

import zmq
from zmq.utils.monitor import recv_monitor_message

# --- Messages: what may be in them -----------------------------------------------------------------------------------

KINDS = {
    "READY": 0x01, "HEARTBEAT": 0x02, "WORKER_ACK": 0x03, "PROGRESS": 0x04,
    "LOG": 0x05, "RESULT": 0x06, "WORKER_BYE": 0x07, "WORKER_ERROR": 0x08,
    "WELCOME": 0x41, "HEARTBEAT_OK": 0x42, "RUN": 0x43, "CANCEL": 0x44,
    "SERVER_ACK": 0x45, "DRAIN": 0x46, "SERVER_BYE": 0x47, "SERVER_ERROR": 0x48,
}
NAMES = {number: kind for kind, number in KINDS.items()}
CODES = (
    "BAD_VERSION", "BAD_FRAME", "TOO_LARGE", "NOT_AUTHORIZED", "NO_SESSION", "STALE_FENCE", "UNKNOWN_RUN", "UNKNOWN_HANDLER",
    "RATE_LIMITED", "OVERLOADED", "SUPERSEDED", "DRAINING", "SHUTTING_DOWN", "INTERNAL",
)
MUST_UNDERSTAND, HAS_PAYLOAD, RETRANSMIT = 0x01, 0x02, 0x04
MAX_NUMBER = 2**53 - 1
MAX_DEPTH = 16
MAX_BODY = 64 * 1024
MAX_PAYLOAD = 256 * 1024
MAX_LOG = 64 * 1024
MAX_STACK = 16 * 1024


class Refused(Exception):
    """What came, or what was to be sent, is against the protocol."""

    def __init__(self, message, code="BAD_FRAME", header=None):
        super().__init__(message)
        self.code, self.header = code, header


def refuse(name, value, allowed):
    raise Refused(f"{name} is {str(value)[:40]!r}; it must be {allowed}")


# A check takes the name of a key and its value, and returns the value as it is understood.


def whole(low=0, high=MAX_NUMBER):
    def check(name, value):
        if type(value) is not int or not low <= value <= high:
            refuse(name, value, f"a whole number, {low} to {high}")
        return value
    return check


def real(low=float("-inf"), high=float("inf")):
    def check(name, value):
        if type(value) not in (int, float) or not low <= value <= high or abs(value) == float("inf"):
            refuse(name, value, "a number in its range")
        return float(value)
    return check


def text(least=0, most=None, like=None):
    def check(name, value):
        if type(value) is not str:
            refuse(name, value, "a text")
        try:
            size = len(value.encode())
        except UnicodeEncodeError:
            refuse(name, "half of a surrogate pair", "a whole text")
        if size < least or (most is not None and size > most):
            refuse(name, f"a text of {size} bytes", f"one of {least} to {most}")
        if like and not re.fullmatch(like, value):
            refuse(name, value, f"like {like}")
        return value
    return check


def word(*words):
    def check(name, value):
        return value if type(value) is str and value in words else refuse(name, value, f"one of {words}")
    return check


def flag(name, value):
    return value if type(value) is bool else refuse(name, value, "true or false")


def time_of_day(name, value):
    text(like=r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")(name, value)
    try:
        datetime.fromisoformat(value[:19])
    except ValueError:
        refuse(name, value, "a time such as 2026-11-21T09:00:00Z")
    return value


def anything(name, value):
    return value if type(value) in (dict, Arguments) else refuse(name, value, "an object")


def items(check, most=None):
    def check_all(name, value):
        if type(value) is not list or (most is not None and len(value) > most):
            refuse(name, value, f"a list of at most {most}")
        return [check(f"{name}[]", item) for item in value]
    return check_all


def row(*checks):
    def check(name, value):
        if type(value) is not list or len(value) != len(checks):
            refuse(name, value, f"a list of {len(checks)}")
        return [one(f"{name}[{i}]", item) for i, (one, item) in enumerate(zip(checks, value))]
    return check


def by_name(check):
    def check_all(name, value):
        if type(value) is not dict:
            refuse(name, value, "an object")
        return {text()(name, key): check(f"{name}.{key}", value[key]) for key in sorted(value)}
    return check_all


def record(*fields):
    """Fields are (key, check) or (key, check, "optional"), in the order in which they are written."""
    def check_all(name, value):
        if type(value) is not dict:
            refuse(name, value, "an object")
        understood = {}
        for key, check, *optional in fields:
            if key in value:
                found = check(f"{name}.{key}" if name else key, value[key])
                if not optional or found not in ([], {}) or key == "args":
                    understood[key] = found
            elif not optional:
                raise Refused(f"{key} is missing")
        return understood
    return check_all


OPTIONAL = "optional"
NUMBER, POSITIVE, TEXT = whole(), whole(1), text()
NAME = text(like=r"[A-Za-z0-9_.-]{1,100}")
RUN_ID = text(like=r"[0-7][0-9a-hjkmnp-tv-z]{12}")
UUID = text(like=r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CODE = word(*CODES)
HELD = row(RUN_ID, POSITIVE)
ATTEMPT = (("run", RUN_ID), ("fence", POSITIVE))
ERROR = record(
    ("code", CODE), ("msg", TEXT), ("ref", record(("type", whole(0, 255)), ("seq", POSITIVE)), OPTIONAL), ("fatal", flag),
    ("retryInMs", NUMBER, OPTIONAL), ("min", NUMBER, OPTIONAL), ("max", NUMBER, OPTIONAL))
BODIES = {
    "READY": record(
        ("proto", record(("min", NUMBER), ("max", NUMBER))), ("worker", NAME), ("instance", UUID), ("client", TEXT),
        ("handlers", items(record(("name", NAME), ("ver", TEXT, OPTIONAL)), 500), OPTIONAL), ("labels", by_name(TEXT), OPTIONAL),
        ("slots", POSITIVE), ("credit", NUMBER),
        ("resume", items(record(("run", RUN_ID), ("attempt", POSITIVE), ("fence", POSITIVE),
                                ("state", word("running", "finished")))), OPTIONAL),
        ("epoch", NUMBER, OPTIONAL), ("features", items(TEXT), OPTIONAL)),
    "HEARTBEAT": record(
        ("n", NUMBER), ("credit", NUMBER), ("runs", items(HELD, 1000), OPTIONAL), ("load", by_name(real()), OPTIONAL)),
    "WORKER_ACK": record(
        ("of", word("RUN", "CANCEL", "DRAIN")), ("run", RUN_ID, OPTIONAL), ("fence", POSITIVE, OPTIONAL),
        ("status", word("accepted", "rejected")), ("reason", TEXT, OPTIONAL), ("credit", NUMBER, OPTIONAL)),
    "PROGRESS": record(*ATTEMPT, ("n", NUMBER), ("p", real(0, 1)), ("msg", text(most=1024))),
    "LOG": record(*ATTEMPT, ("from", NUMBER), ("lines", NUMBER), ("dropped", NUMBER)),
    "RESULT": record(
        ("run", RUN_ID), ("attempt", POSITIVE), ("fence", POSITIVE),
        ("status", word("succeeded", "failed", "timed_out", "cancelled", "rejected")), ("retryable", flag),
        ("retryInMs", NUMBER, OPTIONAL),
        ("error", record(("type", text(1)), ("message", TEXT), ("ownFrame", TEXT, OPTIONAL), ("stack", text(most=MAX_STACK))),
         OPTIONAL),
        ("durMs", NUMBER), ("credit", NUMBER)),
    "WORKER_BYE": record(("code", CODE), ("released", items(HELD), OPTIONAL)),
    "WORKER_ERROR": ERROR,
    "WELCOME": record(
        ("server", text(1)), ("epoch", NUMBER), ("minor", NUMBER), ("hbMs", POSITIVE), ("leaseMs", POSITIVE),
        ("limits", record(("body", whole(1, MAX_BODY)), ("payload", NUMBER), ("logWindow", NUMBER), ("progressMs", NUMBER))),
        ("resume", items(record(*ATTEMPT, ("verdict", word("keep", "cancel", "drop", "resend")))), OPTIONAL), ("drain", flag)),
    "HEARTBEAT_OK": record(
        ("n", NUMBER), ("runs", items(row(RUN_ID, POSITIVE, word("gone", "cancel")), 1000), OPTIONAL), ("drain", flag)),
    "RUN": record(
        ("run", RUN_ID), ("attempt", POSITIVE), ("fence", POSITIVE), ("handler", NAME), ("schedule", TEXT, OPTIONAL),
        ("fireTime", time_of_day), ("key", TEXT, OPTIONAL), ("leaseMs", POSITIVE), ("timeoutMs", POSITIVE, OPTIONAL),
        ("prio", whole(0, 9)), ("trace", TEXT, OPTIONAL), ("args", anything, OPTIONAL)),
    "CANCEL": record(*ATTEMPT, ("mode", word("soft", "hard")), ("graceMs", NUMBER), ("reason", TEXT)),
    "SERVER_ACK": record(
        ("of", word("RESULT", "LOG")), *ATTEMPT,
        ("status", word("committed", "duplicate", "superseded", "unknown"), OPTIONAL),
        ("upTo", NUMBER, OPTIONAL), ("window", NUMBER, OPTIONAL)),
    "DRAIN": record(("deadlineMs", NUMBER), ("reason", TEXT)),
    "SERVER_BYE": record(("code", CODE), ("retryInMs", NUMBER, OPTIONAL)),
    "SERVER_ERROR": ERROR,
}


def require(holds, rule):
    if not holds:
        raise Refused(rule)


def check_whole(kind, body, payload):
    """What one key says about another."""
    if kind == "READY":
        require(body["proto"]["min"] <= body["proto"]["max"], "proto.max is below proto.min")
    elif kind == "WORKER_ACK":
        of_drain = body["of"] == "DRAIN"
        require(("run" in body) != of_drain and ("fence" in body) != of_drain, "run and fence go with RUN and CANCEL only")
    elif kind in ("WORKER_ERROR", "SERVER_ERROR"):
        of_version = body["code"] == "BAD_VERSION"
        require(("min" in body) == of_version and ("max" in body) == of_version, "min and max go with BAD_VERSION only")
        require(not of_version or body["min"] <= body["max"], "max is below min")
    elif kind == "RESULT":
        succeeded = body["status"] == "succeeded"
        require(("error" in body) != succeeded, "error goes with every status but succeeded")
        require(payload is None or succeeded, "a payload goes with status succeeded only")
        require("retryInMs" not in body or body["retryable"], "retryInMs goes with retryable only")
    elif kind == "SERVER_ACK":
        keys = ("status",) if body["of"] == "RESULT" else ("upTo", "window")
        require(all(key in body for key in keys), f"{keys} must be there")
        for key in {"status", "upTo", "window"} - set(keys):
            body.pop(key, None)
    elif kind == "RUN":
        require(("args" in body) == (payload is None), "a RUN has its arguments in args or in the payload")
    elif kind == "LOG":
        require(payload is not None and len(payload) <= MAX_LOG, "a LOG has a payload of at most 65536 bytes")
    if kind not in ("READY", "RUN", "LOG", "RESULT"):
        require(payload is None, f"a {kind} has no payload")


# --- Messages: as bytes ----------------------------------------------------------------------------------------------

Header = namedtuple("Header", "type flags session seq")
Message = namedtuple("Message", "header kind body payload")  # kind is None for a type that need not be understood


class Arguments(dict):
    """The args of a RUN, with the text that they were read from."""

    text = None


def read_header(frame):
    if frame[:3] != b"SZW":
        raise Refused("the first frame does not begin with SZW")
    if len(frame) > 3 and frame[3] != 1:
        raise Refused(f"the message is of version {frame[3]}; spoken here is 1", "BAD_VERSION")
    if len(frame) != 24:
        raise Refused(f"the header has {len(frame)} bytes; it must have 24")
    header = Header(frame[4], frame[5], int.from_bytes(frame[8:16], "big"), int.from_bytes(frame[16:24], "big"))
    if header.flags & ~(MUST_UNDERSTAND | HAS_PAYLOAD | RETRANSMIT) or header.seq == 0:
        raise Refused("in the header, flags or seq are not allowed")
    return header


def read_json(data):
    """One object, strictly. The standard library alone would let pass keys that are there twice, NaN, and any depth."""
    def number(digits):
        value = int(digits) if len(digits) <= 17 else MAX_NUMBER + 1
        return value if abs(value) <= MAX_NUMBER else refuse("a number", digits, "below 2^53")

    def unique(pairs):
        found = dict(pairs)
        require(len(found) == len(pairs), "a key is there twice")
        return found

    try:
        source = data.decode()
        start = check_depth(source)
        value = json.loads(
            source, object_pairs_hook=unique, parse_int=number, parse_constant=lambda word: refuse("a number", word, "finite"))
    except (ValueError, RecursionError) as e:
        raise Refused(f"the body is no JSON: {e}"[:200]) from e
    require(type(value) is dict, "the body is no JSON object")
    if type(value.get("args")) is dict:
        value["args"] = Arguments(value["args"])
        value["args"].text = source[start:json.JSONDecoder().raw_decode(source, start)[1]]
    return value


def check_depth(source):
    """Returns where the value of args begins, if that is an object."""
    depth, last, start = 0, "", -1
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', source, re.DOTALL):
        mark = token.group()
        if mark in "[{":
            if mark == "{" and depth == 1 and last and json.loads(last, strict=False) == "args":
                start = token.start()
            depth += 1
            require(depth <= MAX_DEPTH, f"objects and arrays contain each other more than {MAX_DEPTH} deep")
        elif mark in "]}":
            depth -= 1
        last = mark if mark[0] == '"' else ""
    return start


def check_sizes(header, body, payload, max_payload):
    for name, size, most in (("body", body, MAX_BODY), ("payload", payload, max_payload)):
        if size > most:
            raise Refused(f"the {name} has {size} bytes; at most {most}", "TOO_LARGE", header)


def decode(frames, max_payload=MAX_PAYLOAD):
    """The message that the frames are, or Refused."""
    require(frames, "the message has no frames")
    header = read_header(frames[0])
    try:
        return decode_body(header, frames, max_payload)
    except Refused as e:
        raise Refused(str(e), e.code, header) from e


def decode_body(header, frames, max_payload):
    has_payload = bool(header.flags & HAS_PAYLOAD)
    require(len(frames) == 2 + has_payload, f"the message has {len(frames)} frames, and its flags say another number")
    payload = frames[2] if has_payload else None
    check_sizes(header, len(frames[1]), len(payload or b""), max_payload)
    body = read_json(frames[1])
    require(("len" in body) == has_payload, "len goes with a payload only")
    media = {}
    if has_payload:
        media = record(("ct", text(1)), ("len", NUMBER))("", body)
        require(media["len"] == len(payload), f"len is {media['len']}, but the payload has {len(payload)} bytes")
    kind = NAMES.get(header.type)
    if kind is None:
        require(not header.flags & MUST_UNDERSTAND, f"type {header.type} is not known, and must be understood")
        return Message(header, None, body, payload)
    return Message(header, kind, {**understood(kind, body, payload), **media}, payload)


def understood(kind, body, payload):
    known = BODIES[kind]("", body)
    check_whole(kind, known, payload)
    return known


def encode(kind, body, session, seq, payload=None, media="application/json", flags=0, max_payload=MAX_PAYLOAD):
    """The frames of a message, in the one way in which every sender writes them."""
    flags |= HAS_PAYLOAD if payload is not None else 0
    header = Header(KINDS[kind], flags, session, seq)
    fields = understood(kind, body, payload)
    if payload is not None:
        fields.update(ct=media, len=len(payload))
    written = "{" + ",".join(f"{as_json(key)}:{as_json(value)}" for key, value in fields.items()) + "}"
    frames = [
        b"SZW\x01" + bytes([header.type, flags, 0, 0]) + session.to_bytes(8, "big") + seq.to_bytes(8, "big"),
        written.encode(errors="replace"),
    ] + ([payload] if payload is not None else [])
    check_sizes(header, len(frames[1]), len(payload or b""), max_payload)
    return frames


def as_json(value):
    if type(value) is Arguments:
        return value.text
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


# --- Handlers --------------------------------------------------------------------------------------------------------

HANDLERS = {}
SCHEMAS = {int: "integer", float: "number", str: "string", bool: "boolean", list: "array", dict: "object"}


class GiveUp(Exception):
    """A handler fails with this when another attempt makes no sense."""


class RetryLater(Exception):
    """A handler fails with this when it knows when another attempt makes sense."""

    def __init__(self, message, seconds):
        super().__init__(message)
        self.seconds = seconds


class Cancelled(Exception):
    """Raised in a handler by run.check() and run.wait() when the attempt is to end."""


def handler(function):
    """Registers a function under its name. It takes the run first, and the arguments by name: `def send(run, to: str)`."""
    HANDLERS[function.__name__] = function
    return function


def bind(function, args):
    """The arguments for a call, or TypeError."""
    parameters = inspect.signature(function)
    bound = parameters.bind(None, **args)
    for name, value in bound.arguments.items():
        wanted = parameters.parameters[name].annotation
        if wanted in SCHEMAS and not isinstance(value, (int, float) if wanted is float else wanted):
            raise TypeError(f"{name} is {value!r}; it must be {SCHEMAS[wanted]}")
    return args


def describe(name, function):
    """What READY says of a handler, beside its name."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    schema = {"type": "object", "additionalProperties": False, "properties": {}}
    for parameter in parameters:
        known = parameter.annotation in SCHEMAS
        schema["properties"][parameter.name] = {"type": SCHEMAS[parameter.annotation]} if known else {}
        if parameter.default is not inspect.Parameter.empty:
            schema["properties"][parameter.name]["default"] = parameter.default
    required = [parameter.name for parameter in parameters if parameter.default is inspect.Parameter.empty]
    if required:
        schema["required"] = required
    return {"name": name, "description": inspect.getdoc(function) or "", "args": schema}


class Run:
    """What a handler knows of its run, and what it can say. Used by the handler's thread."""

    def __init__(self, attempt, wake):
        self.id, self.attempt, self.fence = attempt.run, attempt.number, attempt.fence
        self._of, self._wake = attempt, wake

    @property
    def is_cancelled(self):
        return self._of.stop.is_set()

    def check(self):
        """Raises Cancelled if the attempt is to end. Call it in loops."""
        if self.is_cancelled:
            raise Cancelled(self._of.stop_reason)

    def wait(self, seconds):
        """As time.sleep, but ends with Cancelled when the attempt is to end."""
        if self._of.stop.wait(seconds):
            raise Cancelled(self._of.stop_reason)

    def log(self, line, level="INFO"):
        if self._of.add_line(level, str(line)):
            self._wake()

    def progress(self, fraction, message=""):
        self._of.progress = (min(max(float(fraction), 0.0), 1.0), shortened(str(message), 1024))
        self._wake()


def shortened(string, most):
    """Cut to so many bytes of UTF-8."""
    return string.encode(errors="replace")[:most].decode(errors="ignore")


class Attempt:
    """An attempt that was accepted, until the server has its result."""

    MAX_LINE = 8 * 1024
    MAX_KEPT = 1024 * 1024

    def __init__(self, body, now, first_beat, renewed):
        self.first_beat, self.renewed = first_beat, renewed   # heartbeats from this one on list it; when it was renewed
        self.run, self.number, self.fence = body["run"], body["attempt"], body["fence"]
        self.began = now
        self.timeout_at = now + body["timeoutMs"] / 1000 if "timeoutMs" in body else None
        self.stop = threading.Event()
        self.stop_reason = ""
        self.stop_status = None      # how it ends if the handler gives in: cancelled, timed_out, released
        self.is_released = False     # it is given back to the server when the worker ends
        self.abandon_at = None       # when its result is sent although the handler goes on
        self.result = None           # (body, payload), kept until it is answered
        self.resend_at, self.resend_after = 0, 5.0
        self.progress, self.progress_n, self.progress_at = None, 0, 0
        self.lock = threading.Lock()
        self.lines, self.kept = deque(), 0   # (number, bytes), not yet answered
        self.next_line = self.next_sent = self.dropped = 0
        self.log_sent_at = 0

    def key(self):
        return [self.run, self.fence]

    def add_line(self, level, line):
        """Returns whether there was room for it."""
        data = {"ms": int((time.monotonic() - self.began) * 1000), "level": level, "text": shortened(line, self.MAX_LINE)}
        data = as_json(data).encode() + b"\n"
        with self.lock:
            if self.kept + len(data) > self.MAX_KEPT:
                self.dropped += 1
                return False
            self.lines.append((self.next_line, data))
            self.next_line += 1
            self.kept += len(data)
            return True

    def unsent(self, room):
        """The number of the first line, and some that fit."""
        with self.lock:
            chosen, size = [], 0
            for number, data in self.lines:
                if number >= self.next_sent:
                    if size + len(data) > min(room, MAX_LOG):
                        break
                    chosen.append(data)
                    size += len(data)
            return self.next_sent, chosen

    def under_way(self):
        with self.lock:
            return sum(len(data) for number, data in self.lines if number < self.next_sent)

    def logs_are_at(self, up_to):
        with self.lock:
            while self.lines and self.lines[0][0] < up_to:
                self.kept -= len(self.lines.popleft()[1])
            self.next_sent = max(self.next_sent, up_to)

    def logs_again(self):
        with self.lock:
            self.next_sent = self.lines[0][0] if self.lines else self.next_line


# --- Keys ------------------------------------------------------------------------------------------------------------

KEY = r"[0-9a-zA-Z.:+=^!/*?&<>()\[\]{}@%$#-]{40}"
REFUSED = (zmq.EVENT_HANDSHAKE_FAILED_AUTH, zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL, zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL)


def read_keys(path):
    """The public and the secret key of a file that sz keys create made."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode) or mode & 0o077:
        raise ValueError(f"{path} is a link, or others may use it; take that away: chmod 600 {path}")
    with open(path, encoding="ascii") as file:
        found = re.match(f"public ({KEY})\nsecret ({KEY})(\n|$)", file.read())
    if not found:
        raise ValueError(f"{path} holds no keys; sz keys create makes some")
    return found[1].encode(), found[2].encode()


def read_public(key_or_file):
    """A public key, or what the file has that holds one."""
    key = key_or_file
    if os.path.exists(key_or_file):
        with open(key_or_file, encoding="ascii") as file:
            key = file.read().strip()
    if not re.fullmatch(KEY, key):
        raise ValueError(f"{key_or_file} is no public key of 40 characters, and no file with one")
    return key.encode()


# --- The worker ------------------------------------------------------------------------------------------------------


class Worker:
    """Everything but the handlers is done by one thread, that of run(), which alone touches the socket."""

    WELCOME_TIMEOUT, MOST_WELCOME_TIMEOUT = 10.0, 60.0
    BACK_OFF, MOST_BACK_OFF = 0.25, 30.0
    STOP_GRACE = 1.0         # how long a handler may take to end when it was told to, before its result is sent without it
    SELF_FENCE = 0.8         # of a lease, counted from when the last answered heartbeat was sent
    FENCES_REMEMBERED = 10_000

    def __init__(self, address, name, slots=16, labels=None, drain_seconds=30.0, keys=None, server_key=None):
        self.address, self.name, self.slots, self.labels = address, name, slots, labels or {}
        self.keys, self.server_key = keys, server_key   # (public, secret) and the server's public one, or None
        self.drain_seconds = drain_seconds
        self.instance = str(uuid.uuid4())
        self.context = zmq.Context()
        self.context.set(zmq.MAX_SOCKETS, 64)
        self.woken, self.waker = os.pipe()
        os.set_blocking(self.woken, False)
        os.set_blocking(self.waker, False)
        self.events = queue.SimpleQueue()   # functions for the thread of run()
        self.attempts = {}                  # by fence, until the result is answered
        self.logging = {}                   # by fence, with lines that are not answered
        self.threads = set()                # fences whose handler has not returned
        self.ended = OrderedDict()          # fences that are over; why, if they were not taken
        self.epoch = None
        self.socket = self.monitor = None
        self.state = "waiting"              # then connecting, then active
        self.retry_at, self.back_off = 0.0, self.BACK_OFF
        self.welcome_timeout = self.WELCOME_TIMEOUT
        self.renewed, self.lease = None, 30.0
        self.draining = None                # when it is to be over
        self.drain_code, self.signalled = "DRAINING", False
        self.closed = False

    def wake(self):
        try:
            os.write(self.waker, b"!")
        except BlockingIOError:
            pass  # it will wake anyway

    def tell(self, function):
        """Has the thread of run() call it. Any thread."""
        self.events.put(function)
        self.wake()

    def say(self, text):
        print(f"{datetime.now().isoformat(timespec='milliseconds')} {self.name}: {text}", file=sys.stderr, flush=True)

    # The loop

    def run(self):
        """Works until drained."""
        while not self.closed:
            now = time.monotonic()
            if self.state == "waiting" and now >= self.retry_at:
                self.connect(now)
            poller = zmq.Poller()
            poller.register(self.woken, zmq.POLLIN)
            if self.socket is not None:
                poller.register(self.socket, zmq.POLLIN)
                poller.register(self.monitor, zmq.POLLIN)
            poller.poll(max(0, min(self.next_turn(now) - now, 1.0)) * 1000)
            self.take_events()
            self.receive()
            self.turn(time.monotonic())
        self.disconnect("closed")
        self.context.destroy(linger=500)

    def next_turn(self, now):
        if self.state == "waiting":
            due = [self.retry_at]
        elif self.state == "connecting":
            due = [self.welcome_by]
        else:
            due = [self.heartbeat_at, self.heard + 3 * self.heartbeat]
        if self.draining is not None:
            due.append(self.draining if now < self.draining else now + 0.1)
        for attempt in self.attempts.values():
            if attempt.result is None:
                due += [at for at in (attempt.timeout_at, attempt.abandon_at) if at is not None]
                if attempt.progress is not None:
                    due.append(attempt.progress_at)
            elif self.state == "active":
                due.append(attempt.resend_at)
        return min(due)

    def take_events(self):
        try:
            while os.read(self.woken, 4096):
                pass
        except BlockingIOError:
            pass
        while not self.events.empty():
            self.events.get()()

    def receive(self):
        for _ in range(256):
            if self.socket is None or not self.socket.poll(0):
                break
            self.received(self.socket.recv_multipart())
        if self.socket is not None and self.monitor.poll(0):
            event = recv_monitor_message(self.monitor)["event"]
            self.end_session("the server does not admit its key, has another one, or none" if event in REFUSED
                             else "the connection ended")

    def turn(self, now):
        if self.state == "connecting" and now >= self.welcome_by:
            self.welcome_timeout = min(self.welcome_timeout * 1.5, self.MOST_WELCOME_TIMEOUT)
            self.end_session("no WELCOME came")
        elif self.state == "active" and now >= self.heard + 3 * self.heartbeat:
            self.end_session("the server is silent")
        self.fence_self(now)
        for attempt in list(self.attempts.values()):
            self.turn_of(attempt, now)
        if self.state == "active":
            if now >= self.heartbeat_at:
                self.send_heartbeat(now)
            for attempt in list(self.logging.values()):
                self.send_logs(attempt, now)
        if self.draining is not None:
            self.drain_further(now)

    def turn_of(self, attempt, now):
        if attempt.result is None:
            if attempt.timeout_at is not None and now >= attempt.timeout_at:
                attempt.timeout_at = None
                self.stop(attempt, "timed_out", "its time is over")
            if attempt.abandon_at is not None and now >= attempt.abandon_at:
                self.say(f"{attempt.run}: the handler goes on, its result is sent without it")
                self.finish(attempt, attempt.stop_status, error=("timeout" if attempt.stop_status == "timed_out" else "cancelled",
                                                                 f"{attempt.stop_reason}, and the handler did not end"))
        elif self.state == "active" and now >= attempt.resend_at:
            self.send_result(attempt, now)
        if self.state == "active" and attempt.progress is not None and now >= attempt.progress_at:
            (fraction, message), attempt.progress = attempt.progress, None
            attempt.progress_n += 1
            attempt.progress_at = now + self.limits["progressMs"] / 1000
            self.send("PROGRESS", {"run": attempt.run, "fence": attempt.fence, "n": attempt.progress_n, "p": fraction,
                                   "msg": message})

    # The session

    def connect(self, now):
        """One socket is one session: whatever goes wrong, the next session has a new one."""
        self.socket = self.context.socket(zmq.DEALER)
        for option, value in (
            (zmq.LINGER, 0), (zmq.RCVHWM, 0), (zmq.SNDHWM, 1000), (zmq.MAXMSGSIZE, MAX_PAYLOAD + MAX_BODY),
            (zmq.HANDSHAKE_IVL, 3000), (zmq.RECONNECT_IVL, 250), (zmq.RECONNECT_IVL_MAX, 5000),
            (zmq.TCP_KEEPALIVE, 1), (zmq.TCP_KEEPALIVE_IDLE, 60), (zmq.TCP_KEEPALIVE_INTVL, 15), (zmq.TCP_KEEPALIVE_CNT, 4),
        ):
            self.socket.set(option, value)
        if self.keys is not None:
            self.socket.curve_publickey, self.socket.curve_secretkey = self.keys
            self.socket.curve_serverkey = self.server_key
        self.monitor = self.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED | sum(REFUSED))
        self.socket.connect(self.address)
        self.state, self.session, self.seq = "connecting", 0, 0
        self.seen, self.credit, self.sent_about = set(), 0, OrderedDict()
        self.heartbeat_n, self.heartbeats = 0, OrderedDict()
        self.log_window = 0
        self.limits = {"payload": MAX_PAYLOAD}
        self.ready_at, self.welcome_by = now, now + self.welcome_timeout
        resume = [{"run": a.run, "attempt": a.number, "fence": a.fence, "state": "finished" if a.result else "running"}
                  for a in self.attempts.values()]
        body = {
            "proto": {"min": 0, "max": 0}, "worker": self.name, "instance": self.instance,
            "client": f"python/{sys.version_info.major}.{sys.version_info.minor}",
            "handlers": [{"name": name} for name in HANDLERS], "labels": self.labels,
            "slots": self.slots, "credit": self.credit_now(), "resume": resume,
        }
        described = as_json([describe(name, function) for name, function in HANDLERS.items()]).encode()
        self.send("READY", body if self.epoch is None else {**body, "epoch": self.epoch}, described)

    def disconnect(self, why):
        if self.socket is not None:
            self.socket.disable_monitor()
            self.socket.close(linger=500 if why == "closed" else 0)
            self.socket = self.monitor = None

    def end_session(self, why, retry_in=None):
        self.disconnect(why)
        self.state = "waiting"
        delay = random.uniform(0, self.back_off) + (retry_in or 0)
        self.back_off = min(self.back_off * 2, self.MOST_BACK_OFF)
        self.retry_at = time.monotonic() + delay
        self.say(f"{why}; the next session in {delay:.1f} s")

    def send(self, kind, body, payload=None, media="application/json", flags=0):
        """Whether it was handed to the socket. What must arrive is sent again by whoever waits for the answer."""
        frames = encode(kind, body, self.session, self.seq + 1, payload, media, flags, self.limits["payload"])
        self.seq += 1
        if "fence" in body:
            self.sent_about[self.seq] = body["fence"]
            if len(self.sent_about) > 1000:
                self.sent_about.popitem(last=False)
        try:
            self.socket.send_multipart(frames, zmq.DONTWAIT)
            return True
        except zmq.Again:
            return False

    def received(self, frames):
        try:
            message = decode(frames, self.limits["payload"])
        except Refused as refusal:
            report = {"code": refusal.code, "msg": str(refusal), "fatal": False}
            if refusal.header and 0 < refusal.header.seq <= MAX_NUMBER:
                report["ref"] = {"type": refusal.header.type, "seq": refusal.header.seq}
            if refusal.code == "BAD_VERSION":
                report.update(min=1, max=1)
            self.send("WORKER_ERROR", report)
            return
        connecting = self.state == "connecting"
        if connecting and message.kind not in ("WELCOME", "SERVER_ERROR", "SERVER_BYE"):
            return
        if not connecting and (message.kind == "WELCOME" or message.header.session not in (self.session, 0)):
            return
        self.heard = time.monotonic()
        if message.kind is not None:
            getattr(self, "on_" + message.kind.lower(), lambda message: None)(message)

    def on_welcome(self, message):
        body, now = message.body, time.monotonic()
        self.session, self.state, self.epoch = message.header.session, "active", body["epoch"]
        self.heartbeat, self.lease, self.limits = body["hbMs"] / 1000, body["leaseMs"] / 1000, body["limits"]
        self.log_window = self.limits["logWindow"]
        self.back_off, self.welcome_timeout = self.BACK_OFF, self.WELCOME_TIMEOUT
        self.renewed, self.heartbeat_at = self.ready_at, now
        self.say(f"session {self.session:016x} with {body['server']}, epoch {self.epoch}")
        for verdict in body.get("resume", []):
            attempt = self.attempts.get(verdict["fence"])
            if attempt is not None and verdict["verdict"] == "drop":
                self.forget(attempt, "the server does not want it any more")
            elif attempt is not None and verdict["verdict"] == "cancel":
                self.stop(attempt, "cancelled", "it was cancelled")
        for attempt in self.attempts.values():
            attempt.first_beat, attempt.renewed = 1, self.ready_at
            attempt.resend_at, attempt.resend_after = now, 5.0
        for attempt in self.logging.values():
            attempt.logs_again()
        self.drain_as_told(body["drain"])

    def send_heartbeat(self, now):
        self.heartbeat_n += 1
        self.heartbeats[self.heartbeat_n] = now
        self.heartbeat_at = now + self.heartbeat * random.uniform(0.9, 1.1)
        self.send("HEARTBEAT", {
            "n": self.heartbeat_n, "credit": self.credit_now(), "runs": [a.key() for a in self.attempts.values()][:1000],
            "load": {"load1": os.getloadavg()[0]}})

    def on_heartbeat_ok(self, message):
        body = message.body
        sent = self.heartbeats.pop(body["n"], None)
        if sent is not None:
            self.renewed = max(self.renewed, sent)
            for attempt in self.attempts.values():
                if attempt.first_beat <= body["n"]:
                    attempt.renewed = max(attempt.renewed, sent)
            while self.heartbeats and next(iter(self.heartbeats)) < body["n"]:
                self.heartbeats.popitem(last=False)
        for run, fence, notice in body.get("runs", []):
            attempt = self.attempts.get(fence)
            if attempt is not None and notice == "gone":
                self.forget(attempt, "the server has given it to another")
            elif attempt is not None:
                self.stop(attempt, "cancelled", "it was cancelled")
        self.drain_as_told(body["drain"])

    def fence_self(self, now):
        """Past this, the server may have given a run to others. What the handler did is said all the same: the server decides."""
        for attempt in self.attempts.values():
            late = now >= attempt.renewed + self.SELF_FENCE * self.lease
            if late and attempt.result is None and attempt.stop_status is None:
                self.say(f"{attempt.run}: stopped, the server has not answered for most of a lease")
                self.stop(attempt, "cancelled", "the server has not answered for most of a lease")

    def on_server_error(self, message):
        body = message.body
        self.say(f"the server says {body['code']}: {body['msg']}")
        about = self.attempts.get(self.sent_about.get(body.get("ref", {}).get("seq")))
        if body["fatal"] or body["code"] == "NO_SESSION":
            retry = body.get("retryInMs")
            self.end_session(body["code"], None if retry is None else retry / 1000)
        elif about is not None and body["code"] in ("STALE_FENCE", "UNKNOWN_RUN"):
            self.forget(about, body["code"])

    def on_server_bye(self, message):
        code, retry = message.body["code"], message.body.get("retryInMs")
        if code == "SUPERSEDED" and retry is None:
            retry = 60_000  # two processes of one name must not take it from each other all the time
        self.end_session(code, None if retry is None else retry / 1000)

    # Runs

    def credit_now(self):
        """How many runs the session may receive in all; never less than it was said before."""
        results = sum(1 for a in self.attempts.values() if a.result)
        free = 0 if self.draining is not None or results > 2 * self.slots else self.slots - len(self.threads)
        self.credit = max(self.credit, len(self.seen) + max(0, free))
        return self.credit

    def on_run(self, message):
        body, fence = message.body, message.body["fence"]
        is_new = fence not in self.seen
        allowed = self.credit
        self.seen.add(fence)
        attempt = self.attempts.get(fence)
        if attempt is not None or fence in self.ended:
            self.acknowledge("RUN", body, self.ended.get(fence))
            if attempt is not None and attempt.result:
                self.send_result(attempt, time.monotonic())
            return
        reason = self.why_not(body, is_new and len(self.seen) > allowed)
        if reason is None:
            self.threads.add(fence)  # before the credit is told
            self.acknowledge("RUN", body)
            self.begin(message)
        else:
            self.acknowledge("RUN", body, reason)
            self.remember(fence, reason)

    def why_not(self, body, too_many):
        if too_many:
            return "OVERLOADED"
        if self.draining is not None:
            return "DRAINING"
        if body["handler"] not in HANDLERS:
            return "UNKNOWN_HANDLER"
        return "LEASE_OVER" if time.monotonic() >= self.renewed + self.SELF_FENCE * self.lease else None

    def acknowledge(self, of, body, reason=None):
        said = {"of": of, "status": "rejected" if reason else "accepted", "credit": self.credit_now()}
        said.update({key: body[key] for key in ("run", "fence") if key in body})
        self.send("WORKER_ACK", {**said, "reason": reason} if reason else said)

    def begin(self, message):
        attempt = Attempt(message.body, time.monotonic(), self.heartbeat_n + 1, self.renewed)
        self.attempts[attempt.fence] = self.logging[attempt.fence] = attempt
        function = HANDLERS[message.body["handler"]]
        try:
            args = message.body["args"] if message.payload is None else read_json(message.payload)
            bind(function, args)
        except (Refused, TypeError) as e:
            self.threads.discard(attempt.fence)
            self.finish(attempt, "rejected", error=("arguments", str(e)))
            return
        threading.Thread(target=self.call, args=(attempt, function, args), name=f"run-{attempt.run}", daemon=True).start()

    def call(self, attempt, function, args):
        """In a thread of its own."""
        outcome, failure = None, None
        try:
            outcome = function(Run(attempt, self.wake), **args)
        except BaseException as e:  # whatever a handler throws is its result
            failure = e
        self.tell(lambda: self.returned(attempt, outcome, failure))

    def returned(self, attempt, outcome, failure):
        self.threads.discard(attempt.fence)
        if self.attempts.get(attempt.fence) is not attempt or attempt.result:
            return  # nobody waits for it any more
        if failure is None:
            self.succeed(attempt, outcome)
            return
        error = (type(failure).__name__, str(failure), "".join(traceback.format_exception(failure)))
        if attempt.stop_status is not None:
            self.finish(attempt, attempt.stop_status, error=(error[0], attempt.stop_reason, error[2]))
        elif isinstance(failure, RetryLater):
            self.finish(attempt, "failed", error=error, retry_in=failure.seconds)
        else:
            self.finish(attempt, "failed", error=error, retryable=not isinstance(failure, GiveUp))

    def succeed(self, attempt, outcome):
        try:
            payload = None if outcome is None else as_json(outcome).encode()
        except (TypeError, ValueError) as e:
            self.finish(attempt, "failed", error=(type(e).__name__, f"what the handler returned is no JSON: {e}"), retryable=False)
            return
        if payload is not None and len(payload) > self.limits["payload"]:
            message = f"what the handler returned has {len(payload)} bytes; at most {self.limits['payload']}"
            self.finish(attempt, "failed", error=("TOO_LARGE", message), retryable=False)
            return
        self.finish(attempt, "succeeded", payload=payload)

    def finish(self, attempt, status, payload=None, error=None, retryable=None, retry_in=None):
        if status == "released":
            attempt.is_released, attempt.abandon_at = True, None
            return
        now = time.monotonic()
        retryable = status in ("failed", "timed_out") if retryable is None else retryable
        body = {"run": attempt.run, "attempt": attempt.number, "fence": attempt.fence, "status": status, "retryable": retryable,
                "durMs": int((now - attempt.began) * 1000)}
        if retry_in is not None:
            body["retryInMs"] = int(retry_in * 1000)
        if error is not None:
            kind, message, stack = (*error, "")[:3]
            body["error"] = {"type": kind, "message": shortened(message, 4096), "stack": shortened(stack, MAX_STACK)}
        attempt.result, attempt.resend_at = (body, payload), now
        if self.state == "active":
            self.send_logs(attempt, now)
            self.send_result(attempt, now)

    def send_result(self, attempt, now):
        body, payload = attempt.result
        flags = RETRANSMIT if attempt.resend_after > 5.0 else 0
        attempt.resend_at, attempt.resend_after = now + attempt.resend_after, min(attempt.resend_after * 2, 60.0)
        self.send("RESULT", {**body, "credit": self.credit_now()}, payload, flags=flags)

    def send_logs(self, attempt, now):
        if attempt.lines and attempt.log_sent_at + 10.0 < now:
            attempt.logs_again()
        while True:
            under_way = sum(one.under_way() for one in self.logging.values())
            first, lines = attempt.unsent(self.log_window - under_way)
            if not lines:
                return
            body = {"run": attempt.run, "fence": attempt.fence, "from": first, "lines": len(lines), "dropped": attempt.dropped}
            if not self.send("LOG", body, b"".join(lines), "application/x-ndjson"):
                return
            attempt.next_sent, attempt.log_sent_at = first + len(lines), now

    def on_server_ack(self, message):
        body, fence = message.body, message.body["fence"]
        if body["of"] == "LOG" and fence in self.logging:
            self.logging[fence].logs_are_at(body["upTo"])
            self.log_window = body["window"]
            self.drop_if_over(self.logging[fence])
        elif body["of"] == "RESULT" and fence in self.attempts and self.attempts[fence].result:
            self.over(self.attempts[fence])

    def over(self, attempt):
        """Nothing more is owed to the server but log lines."""
        del self.attempts[attempt.fence]
        self.remember(attempt.fence, None)
        self.drop_if_over(attempt)

    def remember(self, fence, why_not):
        self.ended[fence] = why_not
        if len(self.ended) > self.FENCES_REMEMBERED:
            self.ended.popitem(last=False)

    def drop_if_over(self, attempt):
        if attempt.fence not in self.attempts and not attempt.lines:
            self.logging.pop(attempt.fence, None)

    def forget(self, attempt, why):
        self.say(f"{attempt.run}: {why}")
        attempt.stop_reason = why
        attempt.stop.set()
        attempt.logs_are_at(attempt.next_line)
        self.over(attempt)

    def on_cancel(self, message):
        body = message.body
        attempt = self.attempts.get(body["fence"])
        self.acknowledge("CANCEL", body, None if attempt else "UNKNOWN_RUN")
        if attempt is not None:
            self.stop(attempt, "cancelled", body["reason"] or "it was cancelled",
                      body["graceMs"] / 1000 if body["mode"] == "soft" else 0)

    def stop(self, attempt, status, reason, grace=0.0):
        """Asks the handler to end. Python cannot interrupt a thread: after the grace the result is sent without it."""
        if attempt.result is None:
            abandon = time.monotonic() + max(grace, self.STOP_GRACE)
            attempt.abandon_at = abandon if attempt.abandon_at is None else min(abandon, attempt.abandon_at)
            if attempt.stop_status is None:
                attempt.stop_status, attempt.stop_reason = status, reason
                attempt.stop.set()

    # The end

    def on_drain(self, message):
        self.acknowledge("DRAIN", {})
        self.drain(message.body["deadlineMs"] / 1000, "DRAINING", message.body["reason"] or "the server asks for it")

    def drain_as_told(self, told):
        if told:
            self.drain(float("inf"), "DRAINING", "the server asks for it")

    def drain(self, seconds, code, why):
        """Takes nothing new, finishes what is there, and ends."""
        if self.draining is None:
            self.say(f"draining, {why}; {len(self.attempts)} attempts are left")
            self.draining = float("inf")
        self.draining, self.drain_code = min(self.draining, time.monotonic() + seconds), code
        self.wake()

    def drain_further(self, now):
        if now >= self.draining:
            for attempt in self.attempts.values():
                self.stop(attempt, "released", "the worker ends")
        late = now >= self.draining + 2 * self.STOP_GRACE
        if late or all(a.is_released for a in self.attempts.values()) and not (self.logging.keys() - self.attempts.keys()):
            if self.state == "active":
                released = [a.key() for a in self.attempts.values() if not a.result]
                self.send("WORKER_BYE", {"code": self.drain_code, "released": released})
            self.say("drained")
            self.closed = True

    def on_signal(self, *_):
        if self.signalled:
            os._exit(1)  # told twice
        self.signalled = True
        self.tell(lambda: self.drain(self.drain_seconds, "SHUTTING_DOWN", "by a signal"))


# --- Handlers that every worker ships, to be tested with --------------------------------------------------------------


@handler
def echo(run, text: str = ""):
    """Returns its text."""
    return text


@handler
def sleep(run, ms: int = 1000):
    """Takes so many milliseconds, unless it is cancelled."""
    run.wait(ms / 1000)


@handler
def fail(run, message: str = "failed on purpose", retry: bool = True):
    """Fails."""
    raise RuntimeError(message) if retry else GiveUp(message)


@handler
def hang(run):
    """Never ends, and does not listen."""
    threading.Event().wait()


@handler
def log(run, lines: int = 1, bytes: int = 80):
    """Logs so many lines of so many bytes."""
    for number in range(lines):
        run.log(f"{number} ".ljust(bytes, "."))
    return lines


def is_loopback(address):
    """Whether it is on this machine, by what it says; no name is looked up."""
    host = address.removeprefix("tcp://").rpartition(":")[0]
    return host in ("localhost", "[::1]") or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Hosts handlers for a server of ScheduleZero.")
    parser.add_argument("--connect", default="tcp://127.0.0.1:5555", metavar="ADDRESS", help="of the server (%(default)s)")
    parser.add_argument("--name", default=network.gethostname() + "-py", help="of this worker (%(default)s)")
    parser.add_argument("--slots", type=int, default=16, choices=range(1, 501), metavar="N", help="attempts at once (%(default)s)")
    parser.add_argument("--label", action="append", default=[], metavar="KEY=VALUE", help="what a server may choose workers by")
    parser.add_argument("--key", default=os.environ.get("SCHEDULEZERO_KEY"), metavar="FILE",
                        help="with its keys, as sz keys create made them (else SCHEDULEZERO_KEY)")
    parser.add_argument("--server-key", default=os.environ.get("SCHEDULEZERO_SERVER_KEY"), metavar="KEY|FILE",
                        help="the public key of the server; goes with --key (else SCHEDULEZERO_SERVER_KEY)")
    parser.add_argument("--insecure-plain-remote", action="store_true", help="speak with another machine without keys")
    parser.add_argument("--drain", type=float, default=30.0, metavar="SECONDS", help="to finish in after SIGTERM (%(default)s)")
    given = parser.parse_args(arguments)
    labels = dict(label.split("=", 1) for label in given.label)
    if bool(given.key) != bool(given.server_key):
        parser.error("--key and --server-key go together")
    try:
        keys = read_keys(given.key) if given.key else None
        server_key = read_public(given.server_key) if given.server_key else None
    except (OSError, ValueError) as e:
        parser.error(str(e))
    if keys is None and not given.insecure_plain_remote and not is_loopback(given.connect):
        parser.error(f"{given.connect} is not on this machine: give --key and --server-key, or --insecure-plain-remote "
                     "if everybody on the way may read and change what is said")
    worker = Worker(given.connect, given.name, given.slots, labels, given.drain, keys, server_key)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.on_signal)
    worker.run()
    sys.stderr.flush()
    os._exit(0)  # a handler that hangs must not hold the process


if __name__ == "__main__":
    main()
