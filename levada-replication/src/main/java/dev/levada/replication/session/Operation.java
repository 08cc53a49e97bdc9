package dev.levada.replication.session;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;

/**
 * One thing a client asks of a group.
 *
 * @param session that it belongs to; 0 for what needs none
 * @param sequence of a command within its session, from 1; 0 for what is no command
 * @param acknowledged the client will never ask again for the answers of commands up to this one; 0 if there is none
 * @param content of a command or query; empty to open a session. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Operation(Kind kind, long session, long sequence, long acknowledged, byte[] content) {
    private static final byte[] NOTHING = {};
    private static final Kind[] KINDS = Kind.values();

    /** What is asked. */
    public enum Kind {
        /** A session; the answer is its id, as eight bytes. */
        OPEN,
        /** To apply a command, once however often this arrives. */
        COMMAND,
        /** To answer from the state, without an entry in the log. */
        QUERY,
        /** To take down what a member says of its state; asked by members. */
        DIGEST,
        /** How this member is, whether it leads or not; never in the log. */
        HEALTH,
        /** To change who belongs to the group; asked by operators. Consensus logs it in its own way. */
        RECONFIGURE
    }

    public Operation {
        boolean command = kind == Kind.COMMAND;
        if (command ? session < 1 || sequence < 1 || acknowledged < 0 || acknowledged >= sequence : session != 0) {
            throw new IllegalArgumentException("%s of session %d with sequence %d and %d acknowledged cannot be"
                    .formatted(kind, session, sequence, acknowledged));
        }
    }

    /** Asks for a session. */
    public static Operation open() {
        return new Operation(Kind.OPEN, 0, 0, 0, NOTHING);
    }

    /** Asks for a command to be applied. */
    public static Operation command(long session, long sequence, long acknowledged, byte[] content) {
        return new Operation(Kind.COMMAND, session, sequence, acknowledged, content);
    }

    /** Asks for an answer. */
    public static Operation query(byte[] content) {
        return new Operation(Kind.QUERY, 0, 0, 0, content);
    }

    /**
     * Says what the state of a member is after an entry.
     *
     * @param members how many the group has
     * @param sample that of which, as {@link SessionMachine.Sample} has it
     */
    public static Operation digest(String member, int members, SessionMachine.Sample sample) {
        ByteOutput out = new ByteOutput(64);
        out.writeString(member);
        out.writeVarLong(members);
        out.writeVarLong(sample.entries());
        out.writeLong(sample.digest());
        return new Operation(Kind.DIGEST, 0, 0, 0, out.toByteArray());
    }

    /** @param members as sent; what is in it is for who is asked */
    public static Operation reconfigure(byte[] members) {
        return new Operation(Kind.RECONFIGURE, 0, 0, 0, members);
    }

    /** Asks how a member is. */
    public static Operation health() {
        return new Operation(Kind.HEALTH, 0, 0, 0, NOTHING);
    }

    /** Appends this to what is sent or logged. */
    @SuppressWarnings("EnumOrdinal") // the place is what is written
    public void write(ByteOutput out) {
        out.writeByte(kind.ordinal());
        if (kind == Kind.COMMAND) {
            out.writeVarLong(session);
            out.writeVarLong(sequence);
            out.writeVarLong(acknowledged);
        }
        out.writeLength(content.length);
        out.writeBytes(content, 0, content.length);
    }

    /** Reads what {@link #write} wrote. */
    public static Operation read(ByteInput in) {
        Kind kind = kind(in.readByte());
        boolean command = kind == Kind.COMMAND;
        long session = command ? in.readVarLong() : 0;
        long sequence = command ? in.readVarLong() : 0;
        long acknowledged = command ? in.readVarLong() : 0;
        byte[] content = in.readBytes(in.readLength());
        try {
            return new Operation(kind, session, sequence, acknowledged, content);
        } catch (IllegalArgumentException e) {
            throw new CorruptBytesException("no operation: " + e.getMessage());
        }
    }

    private static Kind kind(int ordinal) {
        if (ordinal < 0 || ordinal >= KINDS.length) {
            throw new CorruptBytesException("no operation is of kind " + ordinal);
        }
        return KINDS[ordinal];
    }

    /** About how many bytes this takes in an entry. */
    public int bytes() {
        return content.length + 32;
    }
}
