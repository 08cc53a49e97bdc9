package dev.levada.io.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** A disk cannot do what was asked; the message names the path, the cause, and what to do. */
public final class DiskException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message names the path, the cause, and what to do */
    public DiskException(String message) {
        super(message);
    }

    private DiskException(String message, IOException cause) {
        super(message, cause);
    }

    /** There is nothing of that name. */
    public static DiskException missing(String path) {
        return new DiskException("%s does not exist".formatted(path));
    }

    /** The name is taken. */
    public static DiskException exists(String path) {
        return new DiskException("%s exists already".formatted(path));
    }

    /** There is no room for what was to be written. */
    public static DiskException full(String path) {
        return new DiskException("cannot write %s: %s".formatted(path, FULL));
    }

    private static final String FULL = "no space is left on the disk; free some and start again";

    /** What the system says, in words for people. */
    static DiskException of(String deed, String path, IOException cause) {
        return new DiskException("cannot %s %s: %s".formatted(deed, path, reason(cause)), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it does not exist";
        } else if (cause instanceof FileAlreadyExistsException) {
            return "it exists already";
        } else if (cause instanceof NotDirectoryException) {
            return "it is not a directory";
        } else if (cause instanceof DirectoryNotEmptyException) {
            return "it is a directory with files in it";
        } else if (cause instanceof AccessDeniedException) {
            return "permission denied; give this user the right to read and write there, or choose another directory";
        }
        return reason(said(cause));
    }

    /** These causes have no class of their own, only the system's text. */
    private static String reason(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("not enough space")) {
            return FULL;
        } else if (text.contains("quota")) {
            return "the disk quota of this user is used up; free some space and start again";
        } else if (text.contains("read-only")) {
            return "the file system is read-only; mount it writable, or choose another directory";
        } else if (text.contains("too many open files")) {
            return "too many files are open; raise the limit of open files (ulimit -n)";
        }
        return said;
    }

    private static String said(IOException cause) {
        String said = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return said == null ? cause.getClass().getSimpleName() : said;
    }
}
