package dev.levada.io.net;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority in a directory, for development and small clusters: whoever has the directory can be any
 * node. Needs BouncyCastle's bcpkix, which the levada command brings along.
 *
 * <p>The directory has mode 700 and its files 600: {@code ca.pem} and {@code ca.key} of the authority, and for each
 * node {@code ROLE-NODE.pem} and {@code ROLE-NODE.key}.
 */
public final class DevelopmentCa {
    private static final String CA = "ca";

    private final Path directory;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private DevelopmentCa(Path directory, X509Certificate certificate, PrivateKey key) {
        this.directory = directory;
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * What a process needs of the directory, for {@link Mtls#ofPem}.
     *
     * @param authority the certificate that all nodes share
     */
    public record NodeFiles(Path certificate, Path key, Path authority) {

        /**
         * Finds the files of one node in a directory, under the names that this class gives them.
         *
         * @param roles those that the node may have
         * @param node its name; null for the only one there is
         * @throws IOException if there is not exactly one such node
         */
        public static NodeFiles in(Path directory, Set<Role> roles, @Nullable String node) throws IOException {
            List<String> keys = keys(directory, named(roles, node == null ? ".+" : Pattern.quote(node), "\\.key", "|"));
            if (keys.size() != 1) {
                throw new IOException("one file %s was expected, but there are %d"
                        .formatted(named(roles, node == null ? "NAME" : node, ".key", " or "), keys.size()));
            }
            String key = keys.get(0);
            return of(directory, key.substring(0, key.length() - ".key".length()));
        }

        private static String named(Set<Role> roles, String node, String ending, String or) {
            return roles.stream()
                    .map(role -> word(role) + "-" + node + ending)
                    .sorted()
                    .collect(Collectors.joining(or));
        }

        private static List<String> keys(Path directory, String form) throws IOException {
            try (Stream<Path> files = Files.list(directory)) {
                return files.map(file -> String.valueOf(file.getFileName()))
                        .filter(file -> file.matches(form))
                        .toList();
            } catch (NotDirectoryException | NoSuchFileException e) {
                throw new IOException("there is no such directory", e);
            }
        }

        private static NodeFiles of(Path directory, String name) {
            return new NodeFiles(
                    directory.resolve(name + ".pem"), directory.resolve(name + ".key"), directory.resolve(CA + ".pem"));
        }
    }

    /**
     * Makes an authority, and its directory if it is not there.
     *
     * @param cluster stands in the authority's name, for people
     * @throws IOException if there is one in the directory already, others have rights to the directory, or it cannot
     *     be written
     */
    public static DevelopmentCa create(Path directory, String cluster, Instant from, Instant until) throws IOException {
        PrivateFiles.requirePrivateDirectory(directory);
        KeyPair pair = Certificates.keyPair();
        X509Certificate certificate =
                Certificates.ofAuthority("Levada development CA of " + cluster, pair, from, until);
        write(directory, CA, certificate, pair.getPrivate());
        return new DevelopmentCa(directory, certificate, pair.getPrivate());
    }

    /**
     * Opens what {@link #create} made.
     *
     * @throws IOException if it is not there, or others may read its key
     */
    public static DevelopmentCa open(Path directory) throws IOException {
        Path key = directory.resolve(CA + ".key");
        PrivateFiles.requirePrivate(key);
        Path certificate = directory.resolve(CA + ".pem");
        return new DevelopmentCa(directory, Pem.certificates(certificate).get(0), Pem.privateKey(key));
    }

    /** Whether the directory holds an authority. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(CA + ".key"));
    }

    /**
     * Makes a key and a certificate for a node.
     *
     * @param hosts DNS names and IP addresses to name in it too, for tools that look at them; Levada does not
     * @throws IOException if the node has a certificate already, or a file cannot be written
     * @throws IllegalArgumentException if a host is neither a DNS name nor an IP address
     */
    public NodeFiles issue(Identity node, List<String> hosts, Instant from, Instant until) throws IOException {
        KeyPair pair = Certificates.keyPair();
        X509Certificate issued = Certificates.ofNode(node, hosts, pair.getPublic(), from, until, certificate, key);
        String name = word(node.role()) + "-" + node.node();
        write(directory, name, issued, pair.getPrivate());
        return NodeFiles.of(directory, name);
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static void write(Path directory, String name, X509Certificate certificate, PrivateKey key)
            throws IOException {
        try {
            PrivateFiles.write(directory.resolve(name + ".key"), Pem.text(key));
            PrivateFiles.write(directory.resolve(name + ".pem"), Pem.text(certificate));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    "%s exists already; remove it and its twin first if it is to be replaced".formatted(e.getFile()),
                    e);
        }
    }
}
