package dev.levada.core.snapshot;

import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.state.KeyedState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads snapshots from the store. */
public final class SnapshotReader {

    private SnapshotReader() {}

    public static StoredSnapshot read(SnapshotStorage storage, String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Iterator<byte[]> blocks = storage.get(name);
        while (blocks.hasNext()) {
            bytes.writeBytes(blocks.next());
        }
        return StoredSnapshot.of(bytes.toByteArray());
    }

    /**
     * What the operators of a task begin with, their state loaded.
     *
     * @param codecs read keys and values
     * @throws RuntimeException if what was read makes no sense
     */
    public static Map<String, TaskStart.OperatorStart> operators(
            SnapshotStorage storage, StoredSnapshot snapshot, Codecs codecs) throws IOException {
        Map<String, TaskStart.OperatorStart> operators = new LinkedHashMap<>();
        for (StoredSnapshot.StoredOperator operator : snapshot.operators()) {
            operators.put(
                    operator.operator(),
                    new TaskStart.OperatorStart(
                            state(storage, operator, codecs), operator.state(), operator.prepared()));
        }
        return operators;
    }

    private static Optional<KeyedState> state(
            SnapshotStorage storage, StoredSnapshot.StoredOperator operator, Codecs codecs) throws IOException {
        if (operator.state().isEmpty()) {
            return Optional.empty();
        }
        KeyedState state = new KeyedState(operator.operator(), codecs);
        try {
            for (String object : operator.state()) {
                state.load(storage.get(object), hash -> true);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        state.goOn();
        return Optional.of(state);
    }

    /** What a task had sent by a snapshot and may be asked for. */
    public static Map<ChannelId, List<Element>> sent(SnapshotStorage storage, StoredSnapshot snapshot, Codecs codecs)
            throws IOException {
        Map<ChannelId, List<Element>> sent = new LinkedHashMap<>();
        for (String object : snapshot.sent()) {
            sent.putAll(SentOutput.read(storage.get(object), codecs));
        }
        return sent;
    }

    /** The names of all objects that make up some snapshots, their own names with them. */
    public static Set<String> objects(Iterable<StoredSnapshot> snapshots) {
        Set<String> names = new LinkedHashSet<>();
        for (StoredSnapshot snapshot : snapshots) {
            names.add(snapshot.name());
            snapshot.operators().forEach(operator -> names.addAll(operator.state()));
            names.addAll(snapshot.sent());
        }
        return names;
    }
}
