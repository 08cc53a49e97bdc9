package dev.levada.io.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that are their owner's alone, where the file system has owners. */
final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFiles() {}

    static void requirePrivate(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (!arePosix(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(permissions)) {
            throw new IOException("%s holds a secret, but others than its owner have rights to it (%s); chmod 600 it"
                    .formatted(file, PosixFilePermissions.toString(permissions)));
        }
    }

    static void write(Path file, String content) throws IOException {
        FileAttribute<?>[] mode = arePosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, mode);
        Files.writeString(file, content, StandardCharsets.US_ASCII);
    }

    private static boolean arePosix(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
