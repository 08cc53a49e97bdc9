package dev.levada.replication.contract;

import dev.levada.io.net.DevelopmentCa;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Signs certificates of a cluster, for a day. */
final class Authority {
    private final String cluster;
    private final Instant from = Instant.now().minus(Duration.ofHours(1));
    private final Instant until = from.plus(Duration.ofDays(1));
    private final DevelopmentCa ca;
    private final Map<Identity, DevelopmentCa.NodeFiles> issued = new HashMap<>();

    Authority(Path directory, String cluster) throws IOException {
        this.cluster = cluster;
        this.ca = DevelopmentCa.create(directory, cluster, from, until);
    }

    Optional<Mtls> replica(String member) throws IOException {
        return Optional.of(issue(Role.REPLICA, member));
    }

    /** Of a stranger, who takes all servers of the cluster. */
    SSLContext context(Role role, String node) throws IOException {
        return issue(role, node).context(EnumSet.of(Role.REPLICA));
    }

    private Mtls issue(Role role, String node) throws IOException {
        Identity identity = new Identity(cluster, role, node);
        DevelopmentCa.NodeFiles files = issued.get(identity);
        if (files == null) {
            files = ca.issue(identity, List.of(), from, until);
            issued.put(identity, files);
        }
        return Mtls.ofPem(files.certificate(), files.key(), files.authority());
    }
}
