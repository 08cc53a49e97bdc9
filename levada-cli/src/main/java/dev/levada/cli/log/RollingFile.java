package dev.levada.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that is renamed when it is full, and that its owner alone may read. */
final class RollingFile extends RollingFileAppender<ILoggingEvent> {

    private RollingFile() {}

    static RollingFile create(LoggerContext context, Path file, long bytes, int files) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || Files.isDirectory(absolute)) {
            throw new IOException("log file %s is a directory; name a file".formatted(file));
        }
        Files.createDirectories(directory, forOwner(directory, "rwx------"));
        createForOwner(absolute);
        RollingFile appender = new RollingFile();
        appender.setContext(context);
        appender.setFile(absolute.toString());
        SizeBasedTriggeringPolicy<ILoggingEvent> whenFull = new SizeBasedTriggeringPolicy<>();
        whenFull.setContext(context);
        whenFull.setMaxFileSize(new FileSize(bytes));
        whenFull.setCheckIncrement(Duration.buildByMilliseconds(0));
        Renaming rename = new Renaming(absolute, files - 1);
        rename.setContext(context);
        rename.setParent(appender);
        appender.setTriggeringPolicy(whenFull);
        appender.setRollingPolicy(rename);
        whenFull.start();
        rename.start();
        return appender;
    }

    private static void createForOwner(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, forOwner(file, "rw-------"));
        }
        if (!Files.isWritable(file)) {
            throw new IOException("log file %s cannot be written; name another one".formatted(file));
        }
    }

    private static FileAttribute<?>[] forOwner(Path near, String permissions) {
        boolean posix = near.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Before the first line, and after each renaming. */
    @Override
    public void openFile(String name) throws IOException {
        createForOwner(Path.of(name));
        super.openFile(name);
    }
}
