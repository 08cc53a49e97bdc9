package dev.levada.replication;

import dev.levada.io.net.Audit;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.RefusedException;
import dev.levada.io.net.Role;
import dev.levada.io.net.Security;
import dev.levada.replication.client.RemoteTarget;
import dev.levada.replication.client.Requests;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.session.SessionPolicy;
import java.util.List;
import java.util.UUID;

/** The network of a client. */
record Remote(NetThreads threads, Endpoint endpoint, List<Host> hosts) implements AutoCloseable {

    static Remote open(String group, List<Host> hosts, Security security) {
        Identity self = security instanceof Mtls mtls
                ? mtls.identity()
                : new Identity(group, Role.CLIENT, "client-" + UUID.randomUUID());
        NetThreads threads = new NetThreads(self.node(), 1);
        try {
            Endpoint endpoint = new Endpoint(self, security, Limits.standard(), threads, Audit.none());
            return new Remote(threads, endpoint, List.copyOf(hosts));
        } catch (RefusedException e) {
            threads.close();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    Requests requests(RetryPolicy retry) {
        List<RemoteTarget> targets = hosts.stream()
                .map(host -> new RemoteTarget(endpoint, host.id(), host.clients()))
                .toList();
        return new Requests(
                targets,
                retry,
                SessionPolicy.standard().window(),
                endpoint.self().node());
    }

    @Override
    public void close() {
        endpoint.close();
        threads.close();
    }
}
