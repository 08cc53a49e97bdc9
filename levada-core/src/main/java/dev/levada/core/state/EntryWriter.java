package dev.levada.core.state;

import static java.util.Objects.requireNonNull;

import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.Succession;
import dev.levada.core.state.Changes.Removed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Writes keys and what they hold, the counterpart of {@link EntryReader}. */
final class EntryWriter {
    private final String operator;
    private final Codec<Object> any;
    private final Succession keys;
    private final Succession mapKeys;
    private final Succession values;
    private final ByteOutput out;
    private String state = "";
    private CellKind kind = CellKind.VALUE;

    EntryWriter(String operator, Codecs codecs, ByteOutput out) {
        this.operator = operator;
        this.any = codecs.codec(Object.class);
        this.keys = codecs.succession();
        this.mapKeys = codecs.succession();
        this.values = codecs.succession();
        this.out = out;
    }

    /** What follows can be read by whoever has not read what came before. */
    void restart() {
        keys.restart();
        mapKeys.restart();
        values.restart();
    }

    void startTable(String name, CellKind ofKind) {
        state = name;
        kind = ofKind;
        restart();
    }

    void writeKey(Removed removed) {
        out.writeInt(removed.hash());
        write(keys::write, removed.key(), out);
    }

    void write(Cell cell) {
        out.writeInt(cell.hash);
        write(keys::write, cell.key, out);
        switch (kind) {
            case COUNTER -> out.writeVarLong(cell.number);
            case VALUE, REDUCING, BROADCAST -> write(values::write, requireNonNull(cell.value), out);
            case LIST -> writeList((List<?>) requireNonNull(cell.value));
            case MAP -> writeMap((Map<?, ?>) requireNonNull(cell.value));
        }
    }

    private void writeList(List<?> list) {
        out.writeLength(list.size());
        for (Object each : list) {
            write(values::write, each, out);
        }
    }

    private void writeMap(Map<?, ?> map) {
        List<Encoded> sorted = new ArrayList<>(map.size());
        map.forEach((key, value) -> sorted.add(new Encoded(encoded(key), key, value)));
        sorted.sort(Comparator.comparing(Encoded::keyBytes, this::compareBytes));
        out.writeLength(sorted.size());
        for (Encoded each : sorted) {
            write(mapKeys::write, each.key, out);
            write(values::write, each.value, out);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // lives as long as the sorting
    private record Encoded(byte[] keyBytes, Object key, Object value) {}

    /** The order of keys of one hash. */
    int compareKeys(Cell left, Cell right) {
        return left == right ? 0 : compareBytes(encoded(left.key), encoded(right.key));
    }

    private byte[] encoded(Object key) {
        ByteOutput bytes = new ByteOutput(64);
        write(any::write, key, bytes);
        return bytes.toByteArray();
    }

    private int compareBytes(byte[] left, byte[] right) {
        int order = Arrays.compareUnsigned(left, right);
        if (order == 0 && left != right) { // or one of them would be lost, and the state could not be loaded
            throw new IllegalStateException(
                    "operator '%s', state '%s': two keys that are not equal have the same bytes; let equals() of a key"
                                    .formatted(operator, state)
                            + " compare its components, and those be no arrays");
        }
        return order;
    }

    private void write(BiConsumer<Object, ByteOutput> codec, Object value, ByteOutput to) {
        try {
            codec.accept(value, to);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "operator '%s', state '%s': a %s cannot be written to a snapshot: %s; keep what a codec can be derived"
                                    .formatted(operator, state, value.getClass().getName(), e.getMessage())
                            + " for, such as records, or give a Codec for it, and do not change it after handing it over",
                    e);
        }
    }
}
