package dev.levada.io.snapshot;

import java.io.IOException;

/** An object of that name is there already, with other content. */
public final class NameTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    NameTakenException(String object, Digest stored, Digest offered) {
        super(
                "snapshot object '%s' exists with other content (%s, offered %s); names are never used again, choose a new one"
                        .formatted(object, stored, offered));
    }
}
