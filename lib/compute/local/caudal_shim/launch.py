"""Starts the instance's command with exactly the file descriptors, limits and parent that it shall have."""

import base64
import ctypes
import fcntl
import os
import resource
import signal
from dataclasses import dataclass
from typing import Any, NoReturn

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

# Descriptors in the child. 3 and 4 reach the command; bubblewrap reads 5 and 7, writes to 6, and closes all three.
LISTEN_FD = 3
PHASE_FD = 4
OPTIONS_FD = 5
STATUS_FD = 6
SECCOMP_FD = 7
LAST_FD = SECCOMP_FD
FIRST_SPARE_FD = 16
# What this process opens closes itself on exec; only what was handed to it needs closing, and that is low.
INHERITED_FD_MAX = 4096
EXEC_FAILED = 127

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass
class Launched:
    """The child and the ends of the pipes that lead to it."""

    pid: int
    stdout: int
    stderr: int
    phases: int
    status: int
    go: int


def become_subreaper() -> None:
    """Makes orphans below this process its children, so that none is ever lost from sight."""
    if _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def launch(spec: dict[str, Any], listener_fd: int) -> Launched:
    """
    Forks the child and holds it: it executes the command only once a byte is written to ``go``, so that it can be put
    into its control group before it uses any memory.
    """
    pipes = {name: _pipe() for name in ("stdout", "stderr", "phases", "status", "go")}
    sandbox = spec.get("sandbox") or {"options": [], "seccomp": None}
    # In memory, because on a command line every user of the machine could read the environment in the options.
    options_fd = _memory_file(b"".join(option.encode() + b"\0" for option in sandbox["options"]))
    seccomp_fd = _memory_file(base64.b64decode(sandbox["seccomp"] or ""))
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _run_child(spec, parent, (listener_fd, options_fd, seccomp_fd), pipes)
    os.close(options_fd)
    os.close(seccomp_fd)
    for name in ("stdout", "stderr", "phases", "status"):
        os.close(pipes[name][1])
        os.set_blocking(pipes[name][0], False)
    os.close(pipes["go"][0])
    return Launched(
        pid=pid,
        stdout=pipes["stdout"][0],
        stderr=pipes["stderr"][0],
        phases=pipes["phases"][0],
        status=pipes["status"][0],
        go=pipes["go"][1],
    )


def _pipe() -> tuple[int, int]:
    """A pipe whose ends lie above every descriptor that the child is given."""
    ends = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, FIRST_SPARE_FD) for end in ends)
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


def _memory_file(content: bytes) -> int:
    """A file in memory that holds ``content`` and is read from its start."""
    descriptor = os.memfd_create("caudal-sandbox", 0)
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
    os.lseek(descriptor, 0, os.SEEK_SET)
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, FIRST_SPARE_FD)
    os.close(descriptor)
    return moved


def _run_child(
    spec: dict[str, Any], parent: int, handed: tuple[int, int, int], pipes: dict[str, tuple[int, int]]
) -> NoReturn:
    try:
        # Without its shim an instance must not go on: nobody would hold it to its memory or know that it exists.
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(EXEC_FAILED)
        os.setsid()
        os.umask(0o077)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _prefer_as_victim()
        for number in (signal.SIGPIPE, signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        os.close(pipes["go"][1])
        if os.read(pipes["go"][0], 1) == b"":
            os._exit(EXEC_FAILED)
        _arrange_descriptors(handed, pipes)
        _execute(spec)
    except BaseException as error:  # whatever went wrong, the child must not return into the shim
        os.write(2, f"The instance's command did not start: {error}\n".encode())
    os._exit(EXEC_FAILED)


def _prefer_as_victim() -> None:
    """When the whole machine is out of memory, a model goes before the gateway and the database."""
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
            file.write("500")
    except OSError:
        pass


def _arrange_descriptors(handed: tuple[int, int, int], pipes: dict[str, tuple[int, int]]) -> None:
    listener_fd, options_fd, seccomp_fd = handed
    spare_listener = fcntl.fcntl(listener_fd, fcntl.F_DUPFD_CLOEXEC, FIRST_SPARE_FD)
    null = fcntl.fcntl(os.open(os.devnull, os.O_RDONLY), fcntl.F_DUPFD_CLOEXEC, FIRST_SPARE_FD)
    wanted = {
        0: null,
        1: pipes["stdout"][1],
        2: pipes["stderr"][1],
        LISTEN_FD: spare_listener,
        PHASE_FD: pipes["phases"][1],
        OPTIONS_FD: options_fd,
        STATUS_FD: pipes["status"][1],
        SECCOMP_FD: seccomp_fd,
    }
    for target, source in wanted.items():
        os.dup2(source, target, inheritable=True)
    os.closerange(LAST_FD + 1, INHERITED_FD_MAX)


def _execute(spec: dict[str, Any]) -> NoReturn:
    command = spec["command"]
    sandbox = spec.get("sandbox")
    if sandbox is None:
        os.closerange(OPTIONS_FD, LAST_FD + 1)
        os.chdir(spec["cwd"])
        os.execvpe(command[0], command, spec["env"])
    fixed = ["--args", str(OPTIONS_FD), "--json-status-fd", str(STATUS_FD)]
    if sandbox["seccomp"] is not None:
        fixed += ["--seccomp", str(SECCOMP_FD)]
    # An empty environment: LD_PRELOAD from a deployment must not reach bubblewrap, which runs outside the sandbox.
    os.execve(sandbox["bwrap"], [sandbox["bwrap"], *fixed, "--", *command], {})
