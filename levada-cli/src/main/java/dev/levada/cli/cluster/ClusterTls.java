package dev.levada.cli.cluster;

import dev.levada.cli.terminal.CommandException;
import dev.levada.io.net.DevelopmentCa;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * The client's side of mutual TLS, from the files that {@code levada certs} makes. Certificates of a cluster name a
 * node and its role, not a host: a worker's cannot pass for the coordinator's.
 */
final class ClusterTls {
    private static final Set<Role> OWN = Set.of(Role.OPERATOR, Role.SUBMITTER);

    private ClusterTls() {}

    static SSLContext context(Path directory) {
        try {
            DevelopmentCa.NodeFiles files = DevelopmentCa.NodeFiles.in(directory, OWN, null);
            return Mtls.ofPem(files.certificate(), files.key(), files.authority())
                    .context(Set.of(Role.COORDINATOR));
        } catch (IOException e) {
            throw CommandException.badInput(
                    "--tls %s: %s; 'levada certs' makes what should be there".formatted(directory, e.getMessage()), e);
        }
    }
}
