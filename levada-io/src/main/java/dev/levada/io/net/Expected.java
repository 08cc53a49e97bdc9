package dev.levada.io.net;

import org.jspecify.annotations.Nullable;

/**
 * Whom a client means to reach.
 *
 * @param node null if any of the role will do
 */
record Expected(String cluster, Role role, @Nullable String node) {

    void check(Identity server) throws Refusal {
        if (!server.cluster().equals(cluster)) {
            throw Refusal.ofPeer(
                    Reason.WRONG_CLUSTER, "it belongs to cluster %s, not %s".formatted(server.cluster(), cluster));
        }
        if (server.role() != role || (node != null && !node.equals(server.node()))) {
            throw Refusal.ofPeer(Reason.UNEXPECTED_SERVER, "it is %s, and was to be %s".formatted(server, this));
        }
    }

    @Override
    public String toString() {
        return node == null ? "a %s of %s".formatted(role, cluster) : new Identity(cluster, role, node).uri();
    }
}
