package dev.levada.api.annotation;

import dev.levada.api.annotation.shape.StateKind;

/** The state that one parameter of a stage declares. */
record DeclaredState(String name, StateKind kind) {

    Object handle(StateHandles handles) {
        return switch (kind) {
            case COUNTER -> handles.counter(name);
            case LIST -> handles.list(name);
            case MAP -> handles.map(name);
        };
    }
}
