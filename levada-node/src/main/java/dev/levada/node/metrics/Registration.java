package dev.levada.node.metrics;

/** Something that is shown until this is closed. Thread-safe; closing again does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {

    @Override
    void close();
}
