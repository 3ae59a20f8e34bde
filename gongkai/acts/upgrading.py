"""An upgrade goes through the migrations since the former version, and Django makes models anew as it goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def each_alone() -> Iterator[None]:
    """While it lasts a new model is made by itself. Django makes all that it leads to anew as well, at more than half
    of the whole time, though nothing can lead back to it yet."""
    states: Any = ProjectState
    former, states.add_model = states.add_model, _add
    try:
        yield
    finally:
        states.add_model = former


def _add(state: Any, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.apps.render_multiple([model])
