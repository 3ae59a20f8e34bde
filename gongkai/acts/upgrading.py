"""An upgrade goes through the migrations since the former version, and Django makes models anew as it goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps.registry import Apps
from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def each_alone() -> Iterator[None]:
    """While it lasts a new model is made by itself. Django makes all that it leads to anew as well, at more than half
    of the whole time, though nothing can lead back to it yet. Which setting swaps a model is found once."""
    states: Any = ProjectState
    registry: Any = Apps
    former, swapping = states.add_model, registry.get_swappable_settings_name
    states.add_model, registry.get_swappable_settings_name = _add, _once(swapping.__wrapped__)
    try:
        yield
    finally:
        states.add_model, registry.get_swappable_settings_name = former, swapping


def _once(find: Any) -> Any:
    """Settings stay while models are made, so what was found is not forgotten with them."""
    found: Any = cache(find)

    def name(apps: Apps, to_string: str) -> str | None:
        return found(apps, to_string)

    name.cache_clear = lambda: None  # type: ignore[attr-defined]
    return name


def _add(state: Any, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.apps.render_multiple([model])
