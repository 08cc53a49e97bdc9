package dev.levada.io.snapshot;

import java.io.IOException;

/** There is no room left for spilled bytes until some are dropped; nothing was lost. */
public final class SpillFullException extends IOException {
    private static final long serialVersionUID = 1L;

    SpillFullException(String directory, long neededBytes, long usedBytes, long maxBytes) {
        super(
                "spill directory %s has no room for %d bytes: %d of %d are in use; wait until some are dropped, or give it more"
                        .formatted(directory, neededBytes, usedBytes, maxBytes));
    }
}
