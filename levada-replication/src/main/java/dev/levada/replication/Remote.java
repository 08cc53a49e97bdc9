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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The network of a client. Thread-safe. */
final class Remote implements AutoCloseable {
    private final NetThreads threads;
    private final Endpoint endpoint;
    private final Set<Requests> requests = ConcurrentHashMap.newKeySet();
    private volatile List<Host> hosts;

    private Remote(NetThreads threads, Endpoint endpoint, List<Host> hosts) {
        this.threads = threads;
        this.endpoint = endpoint;
        this.hosts = List.copyOf(hosts);
    }

    /** @param role that it says it has, if its security does not prove one */
    static Remote open(String group, List<Host> hosts, Security security, Role role) {
        Identity self = security instanceof Mtls mtls
                ? mtls.identity()
                : new Identity(group, role, "client-" + UUID.randomUUID());
        NetThreads threads = new NetThreads(self.node(), 1);
        try {
            Endpoint endpoint = new Endpoint(self, security, Limits.standard(), threads, Audit.none());
            return new Remote(threads, endpoint, hosts);
        } catch (RefusedException e) {
            threads.close();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    Requests requests(RetryPolicy retry) {
        Requests made = new Requests(
                targets(),
                retry,
                SessionPolicy.standard().window(),
                endpoint.self().node());
        requests.add(made);
        return made;
    }

    /** The group has other members now. */
    void retarget(List<Host> others) {
        hosts = List.copyOf(others);
        requests.forEach(each -> each.retarget(targets()));
    }

    private List<RemoteTarget> targets() {
        return hosts.stream().map(this::target).toList();
    }

    RemoteTarget target(Host host) {
        return new RemoteTarget(endpoint, host.id(), host.clients());
    }

    @Override
    public void close() {
        endpoint.close();
        threads.close();
    }
}
