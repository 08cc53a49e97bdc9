package dev.levada.faults.replicas;

import dev.levada.replication.Host;
import dev.levada.replication.MemberProcesses;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** One way for each member to each other. Clients do not use them. Confined to one thread. */
final class Cables implements MemberProcesses.Wiring, AutoCloseable {
    private final Map<Way, Cable> cables = new TreeMap<>();

    private record Way(String from, String to) implements Comparable<Way> {

        @Override
        public int compareTo(Way other) {
            return toString().compareTo(other.toString());
        }

        boolean touches(String member) {
            return from.equals(member) || to.equals(member);
        }
    }

    @Override
    public int port(String from, Host to) throws IOException {
        Way way = new Way(from, to.id());
        Cable cable = cables.get(way);
        if (cable == null) {
            cable = Cable.to(to.consensus());
            cables.put(way, cable);
        }
        return cable.port();
    }

    /** A member and the others hear nothing of each other, or do so again. */
    void cut(String member, boolean cut) {
        cables.forEach((way, cable) -> {
            if (way.touches(member)) {
                cable.cut(cut);
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (Cable cable : cables.values()) {
            cable.close();
        }
    }
}
