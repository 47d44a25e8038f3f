"""Answers to requests that failed.

A caller learns what was wrong with the request; what went wrong in here goes into the log,
and the caller gets the trace to find it by.
"""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from service.http.trace import current


def answer_errors(app: FastAPI) -> None:
    """Makes every error one JSON object with a sentence."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        what = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        return JSONResponse({"error": "; ".join(what)}, 400)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JSONResponse:
        text = (
            f"There is no {request.method} {request.url.path}"
            if error.status_code == 404
            else error.detail
        )
        return JSONResponse({"error": text}, error.status_code, headers=error.headers)

    @app.exception_handler(Exception)
    async def failed(_: Request, __: Exception) -> JSONResponse:
        trace = current.get()
        text = f"Internal error, logged with trace {trace.trace_id if trace else 'unknown'}"
        return JSONResponse({"error": text}, 500)
