"""Runs a command under a pseudo-terminal.

Standard input and output are the terminal's other side. Lines "<columns> <rows>" on
file descriptor 3 change its size. Ends with the command's exit code, or 128 + signal.
"""

import errno
import fcntl
import os
import pty
import selectors
import struct
import sys
import termios

SIZE_FD = 3
BLOCK = 65536


def resize(terminal, line):
    columns, rows = (int(word) for word in line.split())
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def read(descriptor):
    try:
        return os.read(descriptor, BLOCK)
    except OSError as error:
        if error.errno == errno.EIO:
            return b""
        raise


def write(descriptor, data):
    while data:
        data = data[os.write(descriptor, data) :]


def relay(terminal):
    sizes = b""
    selector = selectors.DefaultSelector()
    for descriptor in (terminal, 0, SIZE_FD):
        selector.register(descriptor, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            data = read(key.fd)
            if key.fd == terminal:
                if not data:
                    return
                write(1, data)
            elif not data:
                selector.unregister(key.fd)
                if key.fd == 0:
                    write(terminal, b"\x04")
            elif key.fd == 0:
                write(terminal, data)
            else:
                *lines, sizes = (sizes + data).split(b"\n")
                for line in lines:
                    resize(terminal, line)


def main():
    command = sys.argv[1:]
    pid, terminal = pty.fork()
    if pid == 0:
        os.close(SIZE_FD)
        try:
            os.execvp(command[0], command)
        except OSError as error:
            print(f"{command[0]}: {error.strerror}", file=sys.stderr)
            os._exit(127 if error.errno == errno.ENOENT else 126)
    try:
        relay(terminal)
    except BrokenPipeError:
        pass
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    sys.exit(128 - code if code < 0 else code)


main()
