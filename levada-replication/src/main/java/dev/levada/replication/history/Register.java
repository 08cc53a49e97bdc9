package dev.levada.replication.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one key is, and what operations make of it.
 *
 * @param value empty if the key is absent
 */
record Register(Optional<String> value) {
    static final Register ABSENT = new Register(Optional.empty());

    private static final Optional<String> TRUE = Optional.of("true");
    private static final Optional<String> FALSE = Optional.of("false");

    private record Step(Optional<String> value, Optional<String> result) {}

    /** What it is after an operation; null if it could not have shown what was seen. */
    @Nullable
    Register after(Seen seen) {
        Step step = step(seen);
        boolean shows = seen.status() == Seen.Status.INFO || step.result().equals(seen.result());
        return shows ? new Register(step.value()) : null;
    }

    private Step step(Seen seen) {
        return switch (seen.kind()) {
            case GET -> new Step(value, value);
            case PUT -> new Step(Optional.of(seen.arguments().get(0)), Optional.empty());
            case CAS ->
                value.equals(Optional.of(seen.arguments().get(0)))
                        ? new Step(Optional.of(seen.arguments().get(1)), TRUE)
                        : new Step(value, FALSE);
            case DELETE -> new Step(Optional.empty(), value.isPresent() ? TRUE : FALSE);
            case INC -> incremented();
        };
    }

    /** What is no number, or the last one, stays, and no number is shown. */
    private Step incremented() {
        try {
            String next = String.valueOf(Math.addExact(Long.parseLong(value.orElse("0")), 1));
            return new Step(Optional.of(next), Optional.of(next));
        } catch (ArithmeticException | NumberFormatException e) {
            return new Step(value, Optional.empty());
        }
    }
}
