package dev.levada.api;

/**
 * A topology that can be run by name from the command line. Found through {@link java.util.ServiceLoader}: a jar lists
 * its classes in {@code META-INF/services/dev.levada.api.Pipeline}.
 */
public interface Pipeline {

    /** What it is called on the command line: lower case, digits and dashes. */
    String name();

    /** What it does, in one sentence, for {@code levada run --list}. */
    String description();

    /**
     * Builds the topology. Streams that nobody reads go where the user says with {@code --output}.
     *
     * @throws IllegalArgumentException if a parameter is missing or wrong, saying which, and what would be right
     */
    Topology build(Parameters parameters);
}
