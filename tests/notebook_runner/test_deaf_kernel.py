"""A kernel that takes no message ends the run; it never hangs it."""

import pytest
import zmq

from automation.notebook_engine import kernel
from automation.notebook_engine.kernel import OwnPython


def test_a_message_to_nobody_gives_up_instead_of_waiting_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(kernel, "SEND_TIMEOUT_MS", 50)
    manager = OwnPython(folder=tmp_path)
    client = manager.client()

    socket = client.context.socket(zmq.DEALER)
    try:
        with pytest.raises(zmq.Again):
            zmq.Socket.shadow(socket).send(b"is anybody there?")
    finally:
        socket.close(linger=0)
        client.context.destroy(linger=0)
        manager.context.destroy(linger=0)
