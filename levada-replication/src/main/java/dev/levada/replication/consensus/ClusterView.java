package dev.levada.replication.consensus;

import java.util.List;
import java.util.Optional;

/**
 * A group as one member sees it, which may be late.
 *
 * @param term of the election that counts, from 1; 0 before the first
 * @param leader the id of the member that leads
 * @param ready whether this member leads and has committed an entry of its own term, so that it may serve
 * @param members in force
 * @param committed the index of the last entry that this member knows to be agreed; 0 if there is none
 * @param applied the index of the last entry applied here; 0 if there is none
 */
public record ClusterView(
        long term, Optional<String> leader, boolean ready, List<Member> members, long committed, long applied) {

    public ClusterView {
        members = List.copyOf(members);
    }
}
