package dev.levada.dadstorm.language;

import java.util.Locale;

/**
 * Where a replica listens.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets; as typed
 * @param port from 1 to 65535
 * @param name what follows the slash
 * @param url the whole address, letter by letter as typed; this is how logs call the replica
 */
public record ReplicaAddress(SourcePosition position, String host, int port, String name, String url) {

    /** Gives host and port in one form: two addresses with the same endpoint cannot both be listened on. */
    public String endpoint() {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }
}
