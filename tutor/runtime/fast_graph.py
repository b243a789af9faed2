"""Looks through what TensorFlow has traced: does all that is remembered lie in variables?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tensorflow as tf
from keras.src.backend.tensorflow import trainer
from tensorflow.python.framework import op_def_registry

IN_VARIABLES = {
    *("AssignAddVariableOp", "AssignSubVariableOp", "AssignVariableOp", "ReadVariableOp", "VarIsInitializedOp"),
    *("ResourceGather", "ResourceScatterAdd", "ResourceScatterSub", "ResourceScatterUpdate", "VariableShape"),
    *("If", "While", "PartitionedCall", "StatefulPartitionedCall", "Timestamp"),
    *("Assert", "CheckNumerics", "CheckNumericsV2"),
}
"""Operations with a state that lies in variables, and such as only stop or order others."""

TALKING = {"EagerPyFunc", "PyFunc", "PrintV2", "LookupTableFindV2", "LookupTableSizeV2"}
"""Operations that look at Python, or at tables that stay, or speak: the same wherever a step is called from."""


class NoBlockError(Exception):
    """Something in the model is not known to be the same in a block."""


def own_states(graph: Any) -> set[str]:
    """Operations in a traced graph, and in the functions it calls, that may keep a state of their own.

    Such are the random numbers of `tf.random.normal`: each place that calls the step has a sequence of its own.
    Keras draws its random numbers otherwise, from variables.
    """
    found = {node.op for node in nodes_of(graph) if not is_chance(node)}
    return {name for name in found if op_def_registry.get(name).is_stateful} - IN_VARIABLES


def look_through(traced: Any) -> None:
    """Raise NoBlockError where a traced function may keep something elsewhere than in variables."""
    unknown = own_states(traced.graph)
    if unknown:
        raise NoBlockError(f"Operations with a state of their own: {', '.join(sorted(unknown))}.")
    known = {id(variable.handle) for variable in traced.graph.variables}
    used = {id(found) for found in traced.captured_inputs if found.dtype == tf.resource}
    if not used <= known:
        raise NoBlockError("Something is used that is no variable.")


def in_graphs(model: Any) -> bool:
    """Whether it computes in graphs, as they were traced, on no device of the learner's choice."""
    if model.run_eagerly or model.jit_compile or tf.config.functions_run_eagerly():
        return False
    return not trainer.tf_context.context().device_name


def nodes_of(graph: Any) -> Iterator[Any]:
    definition = graph.as_graph_def()
    yield from definition.node
    for function in definition.library.function:
        yield from function.node_def


def is_chance(node: Any) -> bool:
    """Whether it draws random numbers that nobody can foretell, so that one sequence is as good as another."""
    return "seed" in node.attr and node.attr["seed"].i == node.attr["seed2"].i == 0


def step_of(function: Any) -> Any:
    """The tf.function behind a step function that Keras has made; None where it runs eagerly."""
    cells = zip(function.__code__.co_freevars, function.__closure__, strict=True)
    step = dict(cells)["one_step_on_data"].cell_contents.__wrapped__
    return step if hasattr(step, "get_concrete_function") and not tf.config.functions_run_eagerly() else None


def may_be_called(function: Any, batch: Any) -> bool:
    """Whether a step function does the same whoever calls it, with tf.data or without. Looked up once."""
    known = vars(function)
    if "_may_be_called" not in known:
        step = step_of(function)
        known["_may_be_called"] = not step or not (own_states(step.get_concrete_function(batch).graph) - TALKING)
    return bool(known["_may_be_called"])
