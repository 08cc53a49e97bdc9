package dev.levada.io.log;

import java.io.IOException;

/** A log is damaged in a way that no crash explains. Nothing was changed on the disk. */
public final class CorruptLogException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;

    private CorruptLogException(String file, long offset, String reason, String cure) {
        super("log file %s is damaged at byte %d: %s; nothing was changed; %s".formatted(file, offset, reason, cure));
        this.file = file;
        this.offset = offset;
    }

    static CorruptLogException at(String file, long offset, String reason) {
        return new CorruptLogException(
                file, offset, reason, "restore the log's directory from a copy, or start from a snapshot without it");
    }

    static CorruptLogException foreign(String file, String reason) {
        return new CorruptLogException(
                file, 0, reason, "move the file away if it is not of this log, or use the version that wrote it");
    }

    /** The path of the damaged or missing segment on its disk. */
    public String file() {
        return file;
    }

    /** Where in the file, from 0. */
    public long offset() {
        return offset;
    }
}
