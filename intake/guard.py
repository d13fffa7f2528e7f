"""Cuts a child off: no network, no other program, nothing written but in its own folder, where the kernel offers it.

Linux alone: a seccomp filter refuses the system calls by which a process reaches others, Landlock every writing access
outside one folder. Neither needs rights; neither can be taken off again. Elsewhere, or in an older kernel, the limits
of `child` are all there is.
"""

import ctypes
import errno
import os
import platform
import struct

_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_LOAD, _SAME, _FROM, _ANSWER = 0x20, 0x15, 0x35, 0x06
_NUMBER, _MACHINE, _OTHER_NUMBERS = 0, 4, 0x40000000
_NO_NEW_RIGHTS, _FILTER = (38, 1, 0, 0, 0), (22, 2)
_CALLS = {  # machine: its mark, and socket, connect, bind, execve, execveat, ptrace, io_uring_setup
    "x86_64": (0xC000003E, (41, 42, 49, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 221, 281, 117, 425)),
}
_RULESET, _RULE, _RESTRICT = 444, 445, 446
_VERSION, _BENEATH = 1, 1
_RIGHTS = (0x1FF2, 0x3FF2, 0x7FF2)
"""Everything that writes, makes or removes, by the version of Landlock; from the second also to move, then to cut off."""
_DEVICE, _ON_A_FILE = "/dev/null", 0x4002


def cut_off(folder: str) -> None:
    """From here on this process can reach nobody and write nowhere but in `folder`."""
    if platform.system() != "Linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(*_NO_NEW_RIGHTS) == 0:
        _write_only_in(libc, folder)
        _reach_nobody(libc)


def _write_only_in(libc: ctypes.CDLL, folder: str) -> None:
    version = libc.syscall(_RULESET, None, 0, _VERSION)
    if version < 1:
        return
    rights = _RIGHTS[min(version, len(_RIGHTS)) - 1]
    rules = libc.syscall(_RULESET, struct.pack("Q", rights), ctypes.c_size_t(8), 0)
    for path, allowed in ((folder, rights), (_DEVICE, rights & _ON_A_FILE)):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        libc.syscall(_RULE, rules, _BENEATH, struct.pack("=Qi", allowed, place), 0)
        os.close(place)
    libc.syscall(_RESTRICT, rules, 0)
    os.close(rules)


def _reach_nobody(libc: ctypes.CDLL) -> None:
    if platform.machine() not in _CALLS:
        return
    program = _program(*_CALLS[platform.machine()])
    kept = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HP", len(program) // 8, ctypes.addressof(kept))
    libc.prctl(*_FILTER, header, 0, 0)


def _program(machine: int, calls: tuple[int, ...]) -> bytes:
    """The filter: refuses the calls, and any that is numbered in another way than this machine's own."""
    left = len(calls)
    steps = [(_LOAD, 0, 0, _MACHINE), (_SAME, 0, left + 3, machine)]
    steps += [(_LOAD, 0, 0, _NUMBER), (_FROM, left + 1, 0, _OTHER_NUMBERS)]
    steps += [(_SAME, left - at, 0, call) for at, call in enumerate(calls)]
    steps += [(_ANSWER, 0, 0, _ALLOW), (_ANSWER, 0, 0, _REFUSE)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
