package dev.levada.replication.replica;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.replication.consensus.ClusterView;
import dev.levada.replication.consensus.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a member is: consensus and machine apart, since either may stand still while the other goes on.
 *
 * @param view what consensus says
 * @param machine what the machine says
 * @param diskFreeBytes where the member keeps its own
 * @param failure why the member cannot go on; empty while it can
 */
public record MemberHealth(
        String id, ClusterView view, MachineHealth machine, long diskFreeBytes, Optional<String> failure) {

    /**
     * The machine and its clients.
     *
     * @param entries that were applied, here or by who wrote the snapshot that was taken over
     * @param sessions of clients that are remembered
     * @param waiting operations that were asked for and are not on their way yet
     * @param busyMillis for how long the entry, queries or snapshot in hand have been so; 0 if there is nothing
     * @param differing the ids of members whose state was found to differ from that of the others
     */
    public record MachineHealth(long entries, int sessions, int waiting, long busyMillis, List<String> differing) {

        public MachineHealth {
            differing = List.copyOf(differing);
        }
    }

    void write(ByteOutput out) {
        out.writeString(id);
        out.writeVarLong(view.term());
        out.writeString(view.leader().orElse(""));
        out.writeByte(view.ready() ? 1 : 0);
        Members.write(view.members(), out);
        out.writeVarLong(view.committed());
        out.writeVarLong(view.applied());
        out.writeVarLong(machine.entries());
        out.writeVarLong(machine.sessions());
        out.writeVarLong(machine.waiting());
        out.writeVarLong(machine.busyMillis());
        out.writeLength(machine.differing().size());
        machine.differing().forEach(out::writeString);
        out.writeVarLong(diskFreeBytes);
        out.writeString(failure.orElse(""));
    }

    /** Reads what a member answers to {@link dev.levada.replication.session.Operation#health}. */
    public static MemberHealth read(ByteInput in) {
        String id = in.readString();
        long term = in.readVarLong();
        Optional<String> leader = nonEmpty(in.readString());
        boolean ready = in.readByte() == 1;
        ClusterView view = new ClusterView(term, leader, ready, Members.read(in), in.readVarLong(), in.readVarLong());
        long entries = in.readVarLong();
        int sessions = (int) in.readVarLong();
        int waiting = (int) in.readVarLong();
        long busy = in.readVarLong();
        List<String> differing = new ArrayList<>();
        for (int i = in.readLength(); i > 0; i--) {
            differing.add(in.readString());
        }
        return new MemberHealth(
                id,
                view,
                new MachineHealth(entries, sessions, waiting, busy, differing),
                in.readVarLong(),
                nonEmpty(in.readString()));
    }

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
