package dev.levada.core.channel;

/** The next station of a value on its way through a task: an operator, or a router at the task's edge. */
@FunctionalInterface
public interface Receiver {

    void accept(Object value);
}
