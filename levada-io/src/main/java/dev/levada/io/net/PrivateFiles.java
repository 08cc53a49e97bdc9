package dev.levada.io.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
        requireOwners(file, 600);
    }

    /** Makes the directory, or checks the one that is there. */
    static void requirePrivateDirectory(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectories(directory.toAbsolutePath().normalize(), mode(directory, "rwx------"));
        } else if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        } else {
            requireOwners(directory, 700);
        }
    }

    static void write(Path file, String content) throws IOException {
        Files.createFile(file, mode(file, "rw-------"));
        Files.writeString(file, content, StandardCharsets.US_ASCII);
    }

    private static FileAttribute<?>[] mode(Path near, String permissions) {
        return arePosix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void requireOwners(Path path, int mode) throws IOException {
        if (!arePosix(path)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (!OWNERS.containsAll(permissions)) {
            throw new IOException("%s is for secrets, but others than its owner have rights to it (%s); chmod %d it"
                    .formatted(path, PosixFilePermissions.toString(permissions), mode));
        }
    }

    private static boolean arePosix(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
