package dev.levada.replication.session;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A machine with the sessions of its clients: each command is applied once, however often it is in the log. Sessions
 * and their answers are in the snapshot, so that holds after a restart too. Confined to one thread at a time.
 *
 * <pre>
 *   snapshot  magic 8 | block of clock, sessions and digests | blocks of the machine | -1 4 | CRC32C of all before 8
 *   block     length 4 | content
 * </pre>
 */
public final class SessionMachine {
    private static final long MAGIC = 0x4C56_4452_534E_4102L; // "LVDRSNA", version 2
    private static final int MAX_BLOCK_BYTES = 64 * 1024 * 1024;
    private static final int END = -1;

    private final Supplier<? extends Machine> machines;
    private final SessionPolicy policy;
    private Machine machine;
    private Sessions sessions;
    private Digests digests = new Digests();
    private long entries;
    private long clockMillis;
    private @Nullable Sample sample;

    /**
     * A hash of the state.
     *
     * @param entries after so many, which is the same point on every member
     */
    public record Sample(long entries, long digest) {}

    /** @param machines gives machines that have applied nothing yet: one now, and one for each snapshot taken over */
    public SessionMachine(Supplier<? extends Machine> machines, SessionPolicy policy) {
        this.machines = machines;
        this.policy = policy;
        this.machine = machines.get();
        this.sessions = new Sessions(policy);
    }

    /**
     * Applies an entry.
     *
     * @return the answers, for {@link Entry#answers}
     * @throws CorruptBytesException if it is none; nothing was applied then
     */
    public byte[] apply(byte[] bytes) {
        Entry entry = Entry.of(bytes);
        clockMillis = Math.max(clockMillis, entry.clockMillis());
        sessions.forgetSilent(clockMillis);
        List<Answer> answers = new ArrayList<>(entry.operations().size());
        for (Operation operation : entry.operations()) {
            answers.add(apply(operation));
        }
        entries++;
        if (policy.digestEntries() > 0 && entries % policy.digestEntries() == 0) {
            sample();
        }
        return Entry.bytesOf(answers);
    }

    private Answer apply(Operation operation) {
        return switch (operation.kind()) {
            case OPEN -> opened();
            case COMMAND -> once(operation);
            case QUERY -> query(operation.content());
            case DIGEST -> said(operation);
            case HEALTH, RECONFIGURE ->
                throw new CorruptBytesException("%s does not belong into the log".formatted(operation.kind()));
        };
    }

    private Answer said(Operation digest) {
        ByteInput in = new ByteInput(digest.content());
        String member = in.readString();
        digests.say(member, (int) Math.min(in.readVarLong(), Integer.MAX_VALUE), in.readVarLong(), in.readLong());
        return Answer.done(new byte[0]);
    }

    /** A machine that cannot be written has no hash; it will be told when it is to be written. */
    private void sample() {
        try {
            ByteOutput own = new ByteOutput(1024);
            sessions.write(own);
            sample = new Sample(entries, StateHash.of(machine.digest(), StateHash.of(own.array(), own.size())));
        } catch (IOException | RuntimeException e) {
            sample = null;
        }
    }

    /** The hash that the last entry gave, once; it is for {@link Operation#digest}. */
    public Optional<Sample> takeSample() {
        Optional<Sample> taken = Optional.ofNullable(sample);
        sample = null;
        return taken;
    }

    /** The ids of members whose state was found to differ from that of the others, in order. */
    public Set<String> differing() {
        return digests.differing();
    }

    /** How many entries were applied, here or by who wrote the snapshot that this has taken over. */
    public long entries() {
        return entries;
    }

    private Answer opened() {
        ByteOutput out = new ByteOutput(Long.BYTES);
        out.writeLong(sessions.open(clockMillis));
        return Answer.done(out.toByteArray());
    }

    private Answer once(Operation command) {
        Answer known = sessions.known(command, clockMillis);
        if (known != null) {
            return known;
        }
        Answer answer = answer(() -> machine.apply(command.content()));
        sessions.answered(command, answer);
        return answer;
    }

    /** Answers from the state as it is; changes nothing, if the machine keeps to that. */
    public Answer query(byte[] query) {
        return answer(() -> machine.query(query));
    }

    /** What the machine throws is the same on every member, so it is an answer; but for what hangs on this JVM. */
    private static Answer answer(Supplier<byte[]> call) {
        try {
            return Answer.done(call.get());
        } catch (RuntimeException e) {
            return Answer.of(Answer.Kind.THREW, e.toString());
        }
    }

    /**
     * The largest stamp seen. A leader stamps with this, as it was when it began to lead, and what has passed since.
     */
    public long clockMillis() {
        return clockMillis;
    }

    /** How many clients are remembered. */
    public int sessionCount() {
        return sessions.size();
    }

    /** Writes the whole state; the stream stays open. */
    public void snapshot(OutputStream to) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeLong(MAGIC);
        ByteOutput own = new ByteOutput(1024);
        own.writeVarLong(clockMillis);
        sessions.write(own);
        own.writeVarLong(entries);
        digests.write(own);
        writeBlock(out, own.array(), own.size());
        machine.snapshot((bytes, length) -> writeBlock(out, bytes, length));
        out.writeInt(END);
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    private static void writeBlock(DataOutputStream out, byte[] bytes, int length) throws IOException {
        if (length > MAX_BLOCK_BYTES) {
            throw new IOException("a block of a snapshot has at most %d bytes, was %d; write it in parts"
                    .formatted(MAX_BLOCK_BYTES, length));
        }
        out.writeInt(length);
        out.write(bytes, 0, length);
    }

    /**
     * Takes over a snapshot, whole or not at all.
     *
     * @throws IOException if it cannot be read, or is not as it was written; this machine is as before then
     */
    public void restore(InputStream from) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(from, new CRC32C());
        DataInputStream in = new DataInputStream(checked);
        if (in.readLong() != MAGIC) {
            throw new IOException("this is no snapshot of a replicated machine, or one of another version");
        }
        Machine fresh = machines.get();
        Sessions freshSessions = new Sessions(policy);
        Digests freshDigests = new Digests();
        try {
            ByteInput own = new ByteInput(
                    Optional.ofNullable(readBlock(in)).orElseThrow(() -> new IOException("a snapshot holds nothing")));
            long clock = own.readVarLong();
            freshSessions.read(own);
            long freshEntries = own.readVarLong();
            freshDigests.read(own);
            restore(fresh, in);
            long expected = checked.getChecksum().getValue();
            if (in.readLong() != expected) {
                throw new IOException("a snapshot is damaged: its checksum is not %x".formatted(expected));
            }
            machine = fresh;
            sessions = freshSessions;
            digests = freshDigests;
            entries = freshEntries;
            sample = null;
            clockMillis = clock;
        } catch (RuntimeException e) {
            throw new IOException("a snapshot cannot be taken over: " + e.getMessage(), e);
        }
    }

    private static void restore(Machine fresh, DataInputStream in) throws IOException {
        boolean[] ended = {false};
        BlockInput blocks = () -> {
            byte[] block = ended[0] ? null : readBlock(in);
            ended[0] = block == null;
            return Optional.ofNullable(block);
        };
        fresh.restore(blocks);
        if (!ended[0] && blocks.read().isPresent()) {
            throw new IOException("a snapshot holds more than the machine has read of it; restore what was written");
        }
    }

    private static byte @Nullable [] readBlock(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == END) {
            return null;
        }
        if (length < 0 || length > MAX_BLOCK_BYTES) {
            throw new IOException("a snapshot is damaged: no block has %d bytes".formatted(length));
        }
        byte[] block = in.readNBytes(length);
        if (block.length < length) {
            throw new IOException("a snapshot ends within a block of %d bytes".formatted(length));
        }
        return block;
    }
}
