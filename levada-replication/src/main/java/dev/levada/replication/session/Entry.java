package dev.levada.replication.session;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is ordered as one: operations that change something, and the time.
 *
 * <pre>
 *   entry    version 1 | clock varlong | count | operations
 *   answers  count | answers, one for each operation
 * </pre>
 *
 * @param clockMillis of the group, which never goes back: see {@link SessionMachine#clockMillis}
 */
public record Entry(long clockMillis, List<Operation> operations) {
    private static final int VERSION = 1;

    public Entry {
        operations = List.copyOf(operations);
    }

    /** As it is logged. */
    public byte[] toBytes() {
        ByteOutput out = new ByteOutput(
                64 + operations.stream().mapToInt(Operation::bytes).sum());
        out.writeByte(VERSION);
        out.writeVarLong(clockMillis);
        out.writeLength(operations.size());
        for (Operation operation : operations) {
            operation.write(out);
        }
        return out.toByteArray();
    }

    /** Reads what {@link #toBytes} gave. */
    public static Entry of(byte[] bytes) {
        ByteInput in = new ByteInput(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new CorruptBytesException(
                    "an entry has version %d, this program knows %d; bring all members to one version"
                            .formatted(version, VERSION));
        }
        long clockMillis = in.readVarLong();
        int count = in.readLength();
        List<Operation> operations = new ArrayList<>(Math.min(count, in.remaining()));
        for (int i = 0; i < count; i++) {
            operations.add(Operation.read(in));
        }
        return new Entry(clockMillis, operations);
    }

    static byte[] bytesOf(List<Answer> answers) {
        ByteOutput out = new ByteOutput(64);
        out.writeLength(answers.size());
        for (Answer answer : answers) {
            answer.write(out);
        }
        return out.toByteArray();
    }

    /** Reads what {@link SessionMachine#apply} gave. */
    public static List<Answer> answers(byte[] bytes) {
        ByteInput in = new ByteInput(bytes);
        int count = in.readLength();
        List<Answer> answers = new ArrayList<>(Math.min(count, in.remaining()));
        for (int i = 0; i < count; i++) {
            answers.add(Answer.read(in));
        }
        return answers;
    }
}
