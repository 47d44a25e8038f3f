"""Greetings. What the service is about has no HTTP in it."""

from enum import StrEnum


class Language(StrEnum):
    """Languages that people are greeted in."""

    EN = "en"
    ZH = "zh"


def greeting_for(name: str, language: Language) -> str:
    """The greeting for somebody."""
    who = name.strip()
    return f"你好，{who}！" if language is Language.ZH else f"Hello, {who}!"
