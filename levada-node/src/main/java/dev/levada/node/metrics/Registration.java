package dev.levada.node.metrics;

import java.util.List;

/** Something that is shown until this is closed. Thread-safe; closing again does nothing. */
@FunctionalInterface
public interface Registration extends AutoCloseable {

    @Override
    void close();

    /** Several as one. */
    static Registration all(List<Registration> parts) {
        return () -> parts.forEach(Registration::close);
    }
}
