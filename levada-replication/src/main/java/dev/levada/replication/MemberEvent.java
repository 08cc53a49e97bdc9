package dev.levada.replication;

import dev.levada.replication.consensus.Member;
import dev.levada.replication.replica.MemberHealth;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that has become of a member, as it finds itself.
 *
 * @param member its id
 * @param detail for people
 */
public record MemberEvent(String member, Kind kind, String detail) {
    private static final long STUCK_MILLIS = 1_000;

    /** What has become of it. */
    public enum Kind {
        /** Consensus: another leads, or nobody. */
        LEADER,
        /** Consensus: the group has other members. */
        MEMBERS,
        /** The machine has had one entry in hand for a second. */
        STUCK,
        /** The machine goes on. */
        GOES_ON,
        /** The state of a member was found to differ from that of the others. */
        DIFFERS,
        /** It cannot go on. */
        FAILED
    }

    /** What has become of a member between two looks at it, consensus first. */
    static List<MemberEvent> between(MemberHealth before, MemberHealth now) {
        List<MemberEvent> events = new ArrayList<>();
        if (!before.view().leader().equals(now.view().leader())) {
            events.add(new MemberEvent(
                    now.id(),
                    Kind.LEADER,
                    now.view()
                            .leader()
                            .map(leader -> "'%s' leads in term %d"
                                    .formatted(leader, now.view().term()))
                            .orElse("nobody leads")));
        }
        if (!ids(before).equals(ids(now))) {
            events.add(new MemberEvent(now.id(), Kind.MEMBERS, "the members are " + ids(now)));
        }
        if (isStuck(before) != isStuck(now)) {
            events.add(new MemberEvent(
                    now.id(),
                    isStuck(now) ? Kind.STUCK : Kind.GOES_ON,
                    "%d entries, in hand for %d ms"
                            .formatted(now.machine().entries(), now.machine().busyMillis())));
        }
        if (!before.machine().differing().equals(now.machine().differing())) {
            events.add(new MemberEvent(
                    now.id(),
                    Kind.DIFFERS,
                    "members that differ: " + now.machine().differing()));
        }
        if (before.failure().isEmpty()) {
            now.failure().ifPresent(failure -> events.add(new MemberEvent(now.id(), Kind.FAILED, failure)));
        }
        return events;
    }

    private static boolean isStuck(MemberHealth health) {
        return health.machine().busyMillis() >= STUCK_MILLIS;
    }

    private static List<String> ids(MemberHealth health) {
        return health.view().members().stream().map(Member::id).sorted().toList();
    }
}
