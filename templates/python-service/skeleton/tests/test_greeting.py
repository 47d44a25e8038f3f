import pytest

from service.greetings.greeting import Language, greeting_for


@pytest.mark.parametrize(
    ("name", "language", "greeting"),
    [
        ("Ada", Language.EN, "Hello, Ada!"),
        ("  Ada ", Language.EN, "Hello, Ada!"),
        ("小明", Language.ZH, "你好，小明！"),
    ],
)
def test_greeting(name: str, language: Language, greeting: str) -> None:
    assert greeting_for(name, language) == greeting
