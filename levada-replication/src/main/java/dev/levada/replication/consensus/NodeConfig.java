package dev.levada.replication.consensus;

import java.nio.file.Path;
import java.util.List;

/**
 * What a member is opened with.
 *
 * @param group the name of the group; same form as the id of a member
 * @param self the id of this member, one of {@code members}
 * @param members of the group when it was formed, or as far as they are known to one that joins
 * @param directory of this member alone. What it holds of an earlier life counts, and not {@code start}
 * @param start if the directory holds nothing
 * @param snapshotEntries after how many entries the next snapshot is taken, and the log before it dropped; at least 1
 */
public record NodeConfig(
        String group,
        String self,
        List<Member> members,
        Path directory,
        Start start,
        Timings timings,
        long snapshotEntries) {

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
     * For providers whose members neither encrypt nor prove who they are.
     *
     * @throws ConsensusException {@link ConsensusException.Kind#FATAL} if a member is not at a loopback address
     */
    public void requireLoopback() throws ConsensusException {
        for (Member member : members) {
            if (member.address().isUnresolved()
                    || !member.address().getAddress().isLoopbackAddress()) {
                throw ConsensusException.of(
                        ConsensusException.Kind.FATAL,
                        "member '%s' is at %s, which is not a loopback address, and members do not speak TLS yet; use 127.0.0.1"
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
