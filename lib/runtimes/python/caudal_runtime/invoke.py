"""Call `run` on the main thread and turn what it does into a reply. Never raises."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from types import FrameType
from typing import Any, Callable, Optional

from .errors import InputError
from .inputs import schema_input, text_input
from .job import Job, Reply, StreamReply
from .logs import logger
from .phases import format_cause
from .raw_http import Opener, is_response, make_request_opener, reply_from_response
from .replies import INTERNAL_ERROR, SCRIPT_ERROR, error_reply, json_reply
from .script import RAW, SCHEMA, Script
from .wsgi import build_environ, request_headers

Arguments = Callable[[Job], "dict[str, Any]"]


def _on_alarm(signum: int, frame: Optional[FrameType]) -> None:
    raise TimeoutError


class Invoker:
    """Calls one script's `run` for one job at a time; to be used on the main thread only (SIGALRM)."""

    def __init__(self, script: Script, scoring_timeout_ms: int) -> None:
        self._script = script
        self._run = script.run
        self._timeout_ms = scoring_timeout_ms
        self._timeout_s = scoring_timeout_ms / 1000
        self._wants_headers = script.wants_headers
        self._open: Optional[Opener] = make_request_opener() if script.style == RAW or _uses_flask(script) else None
        self._name = script.parameters[0].name

    def invoke(self, job: Job) -> Reply | StreamReply:
        """The reply to a job, whatever happens."""
        try:
            if self._open is None:
                return self._call(job, self._arguments(job), None)
            environ = build_environ(job)
            with self._open(environ) as request:
                arguments = {self._name: request} if self._script.style == RAW else self._arguments(job)
                return self._call(job, arguments, environ)
        except InputError as error:
            return error_reply(error.status, error.message)
        except BaseException as error:
            logger.error("The request could not be answered.\n%s", format_cause(error))
            return error_reply(500, INTERNAL_ERROR)

    def _arguments(self, job: Job) -> dict[str, Any]:
        if self._script.style == SCHEMA:
            return schema_input(job, self._script.parameters)
        return text_input(job, self._name)

    def _call(self, job: Job, arguments: dict[str, Any], environ: Optional[dict[str, Any]]) -> Reply | StreamReply:
        """Run, timed and with the alarm set; a TimeoutError of the script's own counts as the timeout, as in Azure."""
        if self._wants_headers:
            arguments["request_headers"] = request_headers(job.scope)
        started = time.perf_counter()
        try:
            with contextlib.ExitStack() as undo:
                self._set_alarm(undo)
                started = time.perf_counter()
                output = self._run(**arguments)
                elapsed_ms = (time.perf_counter() - started) * 1000
        except TimeoutError as error:
            logger.error("run() took longer than %d ms.\n%s", self._timeout_ms, format_cause(error))
            return error_reply(500, f"Scoring timeout after {self._timeout_ms} ms", run_failed=True)
        except BaseException as error:
            # SystemExit and KeyboardInterrupt too: one request must not end the instance.
            logger.error("run() raised an exception.\n%s", format_cause(error))
            return error_reply(500, SCRIPT_ERROR, run_failed=True)
        return _reply_with(output, elapsed_ms, job, environ)

    def _set_alarm(self, undo: contextlib.ExitStack) -> None:
        """Arm SIGALRM, and put things back afterwards; a handler that the script has set is kept for it."""
        previous = signal.getsignal(signal.SIGALRM)
        if previous is not _on_alarm:
            signal.signal(signal.SIGALRM, _on_alarm)
            undo.callback(signal.signal, signal.SIGALRM, previous)
        undo.callback(signal.setitimer, signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_REAL, self._timeout_s)


def _reply_with(output: Any, elapsed_ms: float, job: Job, environ: Optional[dict[str, Any]]) -> Reply | StreamReply:
    reply: Reply | StreamReply
    if is_response(output):
        reply = reply_from_response(output, environ if environ is not None else build_environ(job))
    else:
        reply = json_reply(output)
    reply.headers.append((b"x-ms-run-fn-exec-ms", b"%.3f" % elapsed_ms))
    return reply


def _uses_flask(script: Script) -> bool:
    """Whether the script holds flask or one of its context-bound proxies (`flask.request`, `current_app`)."""
    flask = sys.modules.get("flask")
    if flask is None:
        return False
    values = list(vars(script.module).values())
    return any(value is flask or type(value).__module__ == "werkzeug.local" for value in values)
