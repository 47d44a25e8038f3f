"""The service, put together."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    GCCollector,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from starlette.types import ASGIApp

from service.config import Config
from service.greetings.routes import greeting_routes
from service.http.errors import answer_errors
from service.http.health import Health, ReadinessCheck
from service.http.observe import Observed
from service.notes.notes import Notes
from service.notes.routes import note_routes


@dataclass(frozen=True)
class Service:
    """The service, ready to listen."""

    app: ASGIApp
    health: Health


def build_service(
    config: Config,
    checks: Mapping[str, ReadinessCheck] | None = None,
    notes: Notes | None = None,
) -> Service:
    """Puts the service together.

    `checks` say what it needs to take requests; each raises when that is missing. There are
    no `notes` as long as no database is bound.
    """
    registry = CollectorRegistry()
    for collector in (ProcessCollector, PlatformCollector, GCCollector):
        collector(registry=registry)
    # openapi.yaml in the repository describes the API, with what this does not know.
    app = FastAPI(openapi_url=None)
    health = Health(config.version, checks or {})
    app.include_router(health.routes)
    app.include_router(greeting_routes(registry))
    app.include_router(note_routes(notes))
    app.add_api_route("/metrics", lambda: _figures(registry))
    answer_errors(app)
    return Service(app=Observed(app, registry), health=health)


def _figures(registry: CollectorRegistry) -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
