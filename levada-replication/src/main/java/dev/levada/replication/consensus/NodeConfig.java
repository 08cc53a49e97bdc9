package dev.levada.replication.consensus;

import dev.levada.io.net.Mtls;
import dev.levada.io.net.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a member is opened with.
 *
 * @param group the name of the group; same form as the id of a member
 * @param self the id of this member, one of {@code members}
 * @param members of the group when it was formed, or as far as they are known to one that joins
 * @param directory of this member alone. What it holds of an earlier life counts, and not {@code start}
 * @param start if the directory holds nothing
 * @param snapshotEntries after how many entries the next snapshot is taken, and the log before it dropped; at least 1
 * @param tls how members prove to each other that they are members, and keep to themselves what they say; without it
 *     they are on one host
 */
public record NodeConfig(
        String group,
        String self,
        List<Member> members,
        Path directory,
        Start start,
        Timings timings,
        long snapshotEntries,
        Optional<Mtls> tls) {

    /** Whose certificates a member takes. */
    public static final Set<Role> PEERS = Set.of(Role.REPLICA);

    /** How a member without a past begins. */
    public enum Start {
        /** With all the others: they make the group. */
        FORM,
        /** Into a group that is there, which takes it in by {@link ConsensusNode#reconfigure}. */
        JOIN
    }

    public NodeConfig {
        members = List.copyOf(members);
        if (members.stream().noneMatch(member -> member.id().equals(self))) {
            throw new IllegalArgumentException(
                    "member '%s' is not among the members it is to have: %s".formatted(self, members));
        }
        if (members.stream().map(Member::id).distinct().count() < members.size()) {
            throw new IllegalArgumentException("two members have one id: " + members);
        }
        if (snapshotEntries < 1) {
            throw new IllegalArgumentException(
                    "a snapshot is taken after at least 1 entry, was %d".formatted(snapshotEntries));
        }
    }

    /**
     * Refuses to let strangers listen in, or take part.
     *
     * @throws ConsensusException {@link ConsensusException.Kind#FATAL} if there is no TLS, and a member is not at a
     *     loopback address
     */
    public void requireTlsBeyondLoopback() throws ConsensusException {
        for (Member member : members) {
            if (tls.isEmpty()
                    && (member.address().isUnresolved()
                            || !member.address().getAddress().isLoopbackAddress())) {
                throw ConsensusException.of(
                        ConsensusException.Kind.FATAL,
                        "member '%s' is at %s, which is not a loopback address; give all members certificates, or use 127.0.0.1"
                                .formatted(member.id(), member.address()));
            }
        }
    }

    /** This member as the others see it. */
    public Member selfMember() {
        return members.stream()
                .filter(member -> member.id().equals(self))
                .findFirst()
                .orElseThrow();
    }
}
