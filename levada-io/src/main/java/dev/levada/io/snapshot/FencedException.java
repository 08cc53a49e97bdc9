package dev.levada.io.snapshot;

import java.io.IOException;

/** The writer was replaced by a later attempt, and must stop. */
public final class FencedException extends IOException {
    private static final long serialVersionUID = 1L;

    FencedException(String owner, long attempt, long floor, String object) {
        super("'%s' attempt %d may not put '%s': attempts before %d were replaced; stop this one"
                .formatted(owner, attempt, object, floor));
    }
}
