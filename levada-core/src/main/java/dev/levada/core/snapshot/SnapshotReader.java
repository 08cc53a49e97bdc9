package dev.levada.core.snapshot;

import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.state.KeyedState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
        return operators(storage, snapshot, codecs, new LinkedHashMap<>());
    }

    /** @param begun states by operator, which are not loaded again as far as they are there */
    static Map<String, TaskStart.OperatorStart> operators(
            SnapshotStorage storage, StoredSnapshot snapshot, Codecs codecs, Map<String, PartialState> begun)
            throws IOException {
        Map<String, TaskStart.OperatorStart> operators = new LinkedHashMap<>();
        for (StoredSnapshot.StoredOperator operator : snapshot.operators()) {
            Optional<KeyedState> state = Optional.empty();
            if (!operator.state().isEmpty()) {
                PartialState partial = begun.get(operator.operator());
                if (partial == null || !partial.begins(operator.state())) {
                    partial = new PartialState(storage, operator.operator(), codecs, length -> {});
                }
                partial.loadRest(operator.state());
                state = Optional.of(partial.whole());
            }
            operators.put(
                    operator.operator(), new TaskStart.OperatorStart(state, operator.state(), operator.prepared()));
        }
        return operators;
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
