#!/usr/bin/env python3
"""Holds the codec of worker.py to the vectors of the protocol.

usage: conformance.py [DIRECTORY]     docs/reference/worker-protocol/vectors unless told

A line for each file that it disagrees with, then a count. Exits with 0 only if it agrees with all.
"""

import json
import sys
from pathlib import Path

import worker

VECTORS = Path(__file__).resolve().parents[2] / "docs/reference/worker-protocol/vectors"


def disagreement(vector):
    """What is wrong with the codec by one vector, or None."""
    frames = [bytes.fromhex(frame) for frame in vector["frames"]]
    most = vector.get("limits", {}).get("payload", worker.MAX_PAYLOAD)
    try:
        message = worker.decode(frames, most)
    except worker.Refused as refusal:
        if vector["valid"]:
            return f"is valid, and was refused: {refusal}"
        return None if refusal.code == vector["error"] else f"is {vector['error']}, and was refused as {refusal.code}"
    if not vector["valid"]:
        return f"is {vector['error']}, and was understood"
    if understood(message) != vector["decoded"]:
        return f"was understood as {understood(message)}"
    if vector["canonical"]:
        again = worker.encode(
            message.kind, message.body, message.header.session, message.header.seq, message.payload,
            message.body.get("ct"), message.header.flags & ~worker.HAS_PAYLOAD, most)
        return None if again == frames else f"was written as {again}"
    return None


def understood(message):
    header = message.header
    decoded = {"header": {"type": header.type, "flags": header.flags, "session": f"{header.session:016x}", "seq": str(header.seq)}}
    if message.kind is not None:
        decoded.update(message=message.kind, body=message.body)
        if message.payload is not None:
            decoded["payload"] = message.payload.hex()
    return decoded


def main():
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else VECTORS
    files = sorted(directory.glob("*.json"))
    wrong = 0
    for file in files:
        found = disagreement(json.loads(file.read_text(encoding="utf-8")))
        if found:
            wrong += 1
            print(f"{file.stem} {found[:300]}")
    print(f"{len(files) - wrong} of {len(files)} vectors")
    return 0 if files and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
