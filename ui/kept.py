"""Answers kept for all visitors of this process: bounded, the longest unused go first.

Streamlit's own caches hash and inspect on every hit, which over the thirty answers of a page cost more than the page.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any


class Kept:
    """Values by their question; who asks what is being answered waits for that answer."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._asking: dict[Hashable, Lock] = {}

    def get(self, question: Hashable, answer: Callable[[], Any]) -> Any:
        """The value of `question`, made by `answer` where it is not kept; what `answer` raises is not kept."""
        with self._lock:
            if question in self._values:
                self._values.move_to_end(question)
                return self._values[question]
            turn = self._asking.setdefault(question, Lock())
        with turn:
            return self._answered(question, answer)

    def _answered(self, question: Hashable, answer: Callable[[], Any]) -> Any:
        with self._lock:
            if question in self._values:
                return self._values[question]
        try:
            value = answer()
            with self._lock:
                self._values[question] = value
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
            return value
        finally:
            with self._lock:
                self._asking.pop(question, None)

    def __len__(self) -> int:
        return len(self._values)
