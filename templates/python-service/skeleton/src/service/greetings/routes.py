"""`GET /greetings/{name}`, and how many people were greeted in which language."""

from typing import Annotated

from fastapi import APIRouter, Path
from prometheus_client import CollectorRegistry, Counter

from service.greetings.greeting import Language, greeting_for

Name = Annotated[str, Path(max_length=100, pattern=r"\S")]


def greeting_routes(registry: CollectorRegistry) -> APIRouter:
    """The HTTP side of greetings."""
    greetings = Counter(
        "greetings_total",
        "People greeted, by language.",
        ["language"],
        registry=registry,
    )
    router = APIRouter()

    @router.get("/greetings/{name}")
    def greet(name: Name, language: Language = Language.EN) -> dict[str, str]:
        greetings.labels(language).inc()
        return {"greeting": greeting_for(name, language)}

    return router
