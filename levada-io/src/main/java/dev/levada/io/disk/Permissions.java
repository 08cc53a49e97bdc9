package dev.levada.io.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** State is the owner's alone, where the file system has owners. */
final class Permissions {

    private Permissions() {}

    static FileAttribute<?>[] ofFiles(Path near) {
        return attributes(near, "rw-------");
    }

    static FileAttribute<?>[] ofDirectories(Path near) {
        return attributes(near, "rwx------");
    }

    static boolean arePosix(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] attributes(Path near, String permissions) {
        return arePosix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Refuses a directory in which others can put, or take away, files. */
    static void requireOwn(Path directory) throws IOException {
        if (!arePosix(directory)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new DiskException(
                    "directory %s can be written by every user (%s); chmod 700 it, or choose another directory"
                            .formatted(directory, PosixFilePermissions.toString(permissions)));
        }
    }
}
