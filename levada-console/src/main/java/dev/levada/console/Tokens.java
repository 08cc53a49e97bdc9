package dev.levada.console;

import dev.levada.api.connector.BadInputException;
import dev.levada.console.wire.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may come in. Knows the tokens by their hashes only. */
final class Tokens {
    private static final int BYTES = 32;
    private static final int MAX_CHARS = 200;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Map<Role, byte[]> hashes;

    private Tokens(Map<Role, byte[]> hashes) {
        this.hashes = hashes;
    }

    /**
     * Reads the tokens of a directory. Makes the directory and the tokens that are not there yet.
     *
     * @throws BadInputException if others than the owner can get at them, or they cannot be read or made
     */
    static Tokens in(Path directory) {
        try {
            makeDirectory(directory);
            requireOwnerOnly(directory, "chmod 700");
            Map<Role, byte[]> hashes = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                hashes.put(role, sha256(token(directory.resolve(role.fileName()))));
            }
            return new Tokens(hashes);
        } catch (IOException e) {
            throw new BadInputException(
                    "the tokens in '%s' can be neither read nor made: %s; name a directory of your own"
                            .formatted(directory, e),
                    e);
        }
    }

    /** What the bearer may do; empty if this is not one of the tokens. Takes as long whatever is wrong with it. */
    Optional<Role> role(String presented) {
        if (presented.length() > MAX_CHARS) {
            return Optional.empty();
        }
        byte[] hash = sha256(presented);
        Set<Role> matching = EnumSet.noneOf(Role.class);
        hashes.forEach((role, known) -> {
            if (MessageDigest.isEqual(known, hash)) {
                matching.add(role);
            }
        });
        return matching.stream().findFirst();
    }

    private static void makeDirectory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(directory, ownerOnly(parent == null ? directory : parent, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    private static String token(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            make(file);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInputException(
                    "token '%s' is not a plain file; delete it, and another is made".formatted(file));
        }
        requireOwnerOnly(file, "chmod 600");
        String token = Files.readString(file).strip();
        if (!token.matches("[A-Za-z0-9_-]{43}")) {
            throw new BadInputException("token '%s' is damaged; delete it, and another is made".formatted(file));
        }
        return token;
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        // Made under another name: a token that is there is whole, and nobody else could open it in between.
        Path part = Files.createTempFile(
                file.toAbsolutePath().getParent(), ".token", ".part", ownerOnly(file, "rw-------"));
        try {
            Files.writeString(part, token + "\n", StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path beside, String permissions) {
        return isPosix(beside)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void requireOwnerOnly(Path path, String remedy) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new BadInputException("'%s' is open to other users (%s), and has to do with tokens; run: %s '%s'"
                    .formatted(path, PosixFilePermissions.toString(permissions), remedy, path));
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
