package dev.levada.core.snapshot;

import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.state.StateView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the snapshots of one attempt at a task into the store: state first, then the object that names it, so that
 * what is named is there. Confined to one thread.
 *
 * <p>Nothing builds on the snapshot of a window, so of an attempt's there is only the newest: the one before is deleted
 * as soon as there is another to go back to.
 */
public final class SnapshotWriter {
    private final SnapshotStorage storage;
    private final Codecs codecs;
    private final boolean samples;
    /** For each epoch, the objects that make up each operator's state. */
    private final TreeMap<Long, Map<String, List<String>>> chains = new TreeMap<>();
    /** The objects of the last window's snapshot that are its own, the one that names them first. */
    private List<String> lastWindow = List.of();

    /**
     * Nothing written yet, and nobody will compare what is.
     *
     * @param codecs write records that were sent
     * @param start what the attempt begins with
     */
    public SnapshotWriter(SnapshotStorage storage, Codecs codecs, TaskStart start) {
        this(storage, codecs, start, false);
    }

    /**
     * Nothing written yet.
     *
     * @param samples whether snapshots hold a {@link StateSample}, as others do the same and will compare
     */
    public SnapshotWriter(SnapshotStorage storage, Codecs codecs, TaskStart start, boolean samples) {
        this.storage = storage;
        this.codecs = codecs;
        this.samples = samples;
        Map<String, List<String>> chain = new LinkedHashMap<>();
        start.operators().forEach((operator, begin) -> chain.put(operator, begin.objects()));
        chains.put(start.epoch(), chain);
    }

    /**
     * Writes a snapshot and releases it, whatever happens.
     *
     * @return its name in the store
     * @throws IllegalStateException if there is something in the state that cannot be written
     */
    public String write(TaskSnapshot snapshot) throws IOException {
        try {
            return writeParts(snapshot);
        } finally {
            snapshot.release();
        }
    }

    private String writeParts(TaskSnapshot snapshot) throws IOException {
        String name = StoredSnapshot.name(snapshot.task(), snapshot.attempt(), snapshot.epoch(), snapshot.window());
        List<String> own = new ArrayList<>(List.of(name));
        Map<String, List<String>> chain = new LinkedHashMap<>();
        List<StoredSnapshot.StoredOperator> operators = new ArrayList<>();
        for (OperatorSnapshot operator : snapshot.operators()) {
            List<String> objects = new ArrayList<>();
            if (operator.state().isPresent()) {
                StateView view = operator.state().get();
                if (!view.full()) {
                    objects.addAll(base(snapshot, operator.operator()));
                }
                String object = name + "." + operators.size() + ".state";
                storage.put(snapshot.task(), snapshot.attempt(), object, view.blocks());
                objects.add(object);
                own.add(object);
                chain.put(operator.operator(), objects);
            }
            operators.add(new StoredSnapshot.StoredOperator(operator.operator(), objects, operator.prepared()));
        }
        List<String> sent = writeSent(snapshot, name);
        own.addAll(sent);
        StoredSnapshot stored = new StoredSnapshot(
                snapshot.task(),
                snapshot.attempt(),
                snapshot.epoch(),
                snapshot.window(),
                snapshot.finished(),
                snapshot.inputs(),
                snapshot.ended(),
                snapshot.outputs(),
                snapshot.externalCalls(),
                snapshot.positions(),
                operators,
                held(snapshot),
                sent,
                snapshot.loop(),
                snapshot.watermarks(),
                samples && snapshot.window() == 0 ? StateSample.of(snapshot) : new LinkedHashMap<>());
        storage.put(
                snapshot.task(),
                snapshot.attempt(),
                name,
                List.of(stored.toBytes()).iterator());
        if (snapshot.window() == 0) {
            chains.put(snapshot.epoch(), chain);
        } else {
            lastWindow(own);
        }
        chains.headMap(snapshot.base()).clear(); // later snapshots build on this base or a later one
        return name;
    }

    private void lastWindow(List<String> objects) {
        List<String> before = lastWindow;
        lastWindow = objects;
        try {
            for (String object : before) {
                storage.delete(object);
            }
        } catch (IOException e) {
            return; // does no harm, and goes with the snapshots of its epoch
        }
    }

    private static Map<ChannelId, Long> held(TaskSnapshot snapshot) {
        Map<ChannelId, Long> held = new LinkedHashMap<>();
        snapshot.sent()
                .ifPresent(sent -> sent.forEach((channel, unreleased) -> {
                    if (!unreleased.isEmpty()) {
                        held.put(channel, unreleased.firstSequence());
                    }
                }));
        return held;
    }

    private List<String> writeSent(TaskSnapshot snapshot, String name) throws IOException {
        if (snapshot.sent().isEmpty()) {
            return List.of();
        }
        String object = name + StoredSnapshot.SENT; // also if there is nothing: it says so
        storage.put(
                snapshot.task(),
                snapshot.attempt(),
                object,
                SentOutput.blocks(snapshot.sent().get(), codecs));
        return List.of(object);
    }

    private List<String> base(TaskSnapshot snapshot, String operator) {
        Map<String, List<String>> base = chains.get(snapshot.base());
        List<String> objects = base == null ? null : base.get(operator);
        if (objects == null) {
            throw new IllegalStateException("the snapshot of %s for epoch %d builds on that of epoch %d, which is gone"
                    .formatted(snapshot.task(), snapshot.epoch(), snapshot.base()));
        }
        return objects;
    }
}
