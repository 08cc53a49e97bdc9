package dev.levada.core.snapshot;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sink that shows at once was given in an epoch and may not have shown when that ended: its {@link Prepared}
 * handle.
 *
 * @param first the number of the first; with no values, that of the next one
 * @param values in order, with numbers that grow by 1
 */
public record HeldRecords(long first, List<Object> values) {

    public HeldRecords {
        values = List.copyOf(values);
    }

    /** The number of the last record that was given by then; 0 if none was. */
    public long last() {
        return first + values.size() - 1;
    }

    /** @throws RuntimeException if a value cannot be written */
    public byte[] toBytes(Codec<Object> codec) {
        ByteOutput out = new ByteOutput(64);
        out.writeVarLong(first);
        out.writeLength(values.size());
        values.forEach(value -> codec.write(value, out));
        return out.toByteArray();
    }

    /** @throws dev.levada.api.codec.CorruptBytesException if it is not what {@link #toBytes} gave */
    public static HeldRecords of(byte[] bytes, Codec<Object> codec) {
        ByteInput in = new ByteInput(bytes);
        long first = in.readVarLong();
        List<Object> values = new ArrayList<>();
        for (int left = in.readLength(); left > 0; left--) {
            values.add(codec.read(in));
        }
        return new HeldRecords(first, values);
    }
}
