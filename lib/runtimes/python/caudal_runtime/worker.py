"""One worker process: boot, serve, drain. The main thread runs `init`, then one `run` after the other."""

from __future__ import annotations

import asyncio
import os
import queue
import socket
import sys
import threading
import time
from typing import NoReturn, Optional

from . import __version__
from .aml_modules import install_aml_modules
from .app import App
from .boot import boot, report_boot_failure
from .cors import Cors
from .errors import BOOT_EXIT_CODE, BootError
from .invoke import Invoker
from .job import Job, StreamReply
from .logs import install_logging, logger, set_request_id
from .outbox import Outbox
from .phases import PhaseWriter
from .script import RAW
from .server import ServerThread
from .settings import Settings
from .slots import Slots
from .streams import ChunkPipe
from .watchdog import Watchdog

# How long the user's own threads and exit handlers may delay the end of a drained worker, in seconds.
EXIT_GRACE_S = 2.0


def run_worker(
    settings: Settings, listener: socket.socket, phases: PhaseWriter, slots: Slots, watch_fd: Optional[int] = None
) -> NoReturn:
    """Be a worker until drained (exit code 0), or until booting fails (3)."""
    install_logging()
    install_aml_modules()
    started = time.perf_counter()
    try:
        script, swagger = boot(settings, phases)
    except BootError as error:
        report_boot_failure(error, settings, phases, (time.perf_counter() - started) * 1000)
        # Not sys.exit: threads that the script has started must not keep a failed instance alive.
        os._exit(BOOT_EXIT_CODE)
    started = time.perf_counter()
    jobs: queue.SimpleQueue[Optional[Job]] = queue.SimpleQueue()
    app = App(
        put=jobs.put,
        slots=slots,
        swagger=swagger,
        is_raw=script.style == RAW,
        request_timeout_ms=settings.request_timeout_ms,
        server_version=f"caudal/{__version__}" if settings.send_server_version else None,
        cors=Cors(settings.cors_origins) if settings.cors_origins else None,
        close_when_busy=settings.worker_count > 1,
    )
    invoker = Invoker(script, settings.scoring_timeout_ms)
    server = ServerThread(app, listener, lambda: jobs.put(None))
    # Before the first answer: whoever has seen one may send the signal.
    server.catch_signals()
    watchdog = Watchdog(server.loop, settings.worker_timeout_s)
    watchdog.start()
    server.start(watch_fd)
    phases.write("serving", (time.perf_counter() - started) * 1000)
    phases.close()
    logger.info("Serving: %s", settings.entry_script or "main.py")
    _run_jobs(jobs, invoker, app, server, watchdog)
    if server.failure is not None:
        logger.error("The HTTP server ended: %r", server.failure)
    _leave(0 if server.failure is None else 1)


def _run_jobs(
    jobs: "queue.SimpleQueue[Optional[Job]]", invoker: Invoker, app: App, server: ServerThread, watchdog: Watchdog
) -> None:
    """Run jobs one at a time until the queue ends."""
    outbox = Outbox(server.loop)
    while True:
        job = jobs.get()
        if job is None:
            return
        if not job.is_wanted(time.monotonic()):
            # `run` has not begun, and it would work for nobody.
            outbox.call(app.forget, job)
            continue
        set_request_id(job.request_id)
        watchdog.begin()
        reply = invoker.invoke(job)
        if isinstance(reply, StreamReply):
            _run_stream(job, reply, app, server.loop, outbox, watchdog)
        else:
            outbox.call(app.settle, job, reply)
        watchdog.end()
        set_request_id("-")


def _run_stream(
    job: Job,
    reply: StreamReply,
    app: App,
    loop: asyncio.AbstractEventLoop,
    outbox: Outbox,
    watchdog: Watchdog,
) -> None:
    """Drive the user's generator here, on the main thread, as Azure's server does."""
    pipe = ChunkPipe(loop, outbox.call)
    chunks, reply.chunks = reply.chunks, pipe
    outbox.call(app.start_stream, job, reply)
    try:
        for chunk in chunks:
            if not pipe.push(chunk) or job.is_gone():
                break
            watchdog.begin()
        pipe.push(None)
    except BaseException as error:
        logger.exception("The response's generator raised an exception.")
        pipe.push(error)
    finally:
        try:
            reply.close()
        except Exception:
            logger.exception("Closing the response raised an exception.")
        outbox.call(app.end_stream)


def _leave(code: int) -> NoReturn:
    """End the process: exit handlers run, but threads of the user's code do not delay it for long."""
    timer = threading.Timer(EXIT_GRACE_S, os._exit, args=(code,))
    timer.daemon = True
    timer.start()
    sys.stdout.flush()
    sys.exit(code)
