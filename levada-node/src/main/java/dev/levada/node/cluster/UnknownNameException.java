package dev.levada.node.cluster;

import dev.levada.node.text.Suggestion;
import java.util.Collection;

/** A cluster was asked about something that it does not have. Its message says what was probably meant. */
public final class UnknownNameException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMES = 8;

    /** @param message what there is none of, and what to do */
    public UnknownNameException(String message) {
        super(message);
    }

    /** There is no job of that id. */
    public static UnknownNameException job(String id, Collection<String> known) {
        return new UnknownNameException(message("job", id, known));
    }

    /** There is no task of that alias in the job. */
    public static UnknownNameException task(String alias, Collection<String> known) {
        return new UnknownNameException(message("task", alias, known));
    }

    /** There is no chain of that name in the job. */
    public static UnknownNameException chain(String name, Collection<String> known) {
        return new UnknownNameException(message("operator", name, known));
    }

    /** There is no worker of that id, or it is not the job's. */
    public static UnknownNameException worker(String id, Collection<String> known) {
        return new UnknownNameException(message("worker", id, known));
    }

    private static String message(String kind, String name, Collection<String> known) {
        return "there is no %s '%s'%s; %s"
                .formatted(
                        kind, name, Suggestion.question(name, known), known.isEmpty() ? none(kind) : list(kind, known));
    }

    private static String none(String kind) {
        return "there are no %ss at all".formatted(kind);
    }

    private static String list(String kind, Collection<String> known) {
        String first =
                String.join(", ", known.stream().sorted().limit(MOST_NAMES).toList());
        return "%ss: %s%s".formatted(kind, first, known.size() > MOST_NAMES ? " and more; see 'levada status'" : "");
    }
}
