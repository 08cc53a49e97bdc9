package dev.levada.io.snapshot;

import java.io.IOException;

/** Spilled bytes are not what was put; the attempt that needs them must fail and recover. */
public final class CorruptSpillException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptSpillException(String file, long offset, long reference) {
        super("spill file %s is damaged at byte %d: what was put as %d cannot be read; recover the task that put it"
                .formatted(file, offset, reference));
    }
}
