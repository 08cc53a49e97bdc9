package dev.levada.cluster.worker;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.snapshot.StateSample;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.WatermarkState;
import dev.levada.core.state.StateDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32C;

/** Where, and in what state, a task has ended an epoch. */
record Passed(
        long epoch,
        Map<ChannelId, Long> inputs,
        Map<ChannelId, Long> outputs,
        long calls,
        WatermarkState watermarks,
        Map<String, StateDigest> sample) {
    private static final StateDigest NOTHING = new StateDigest(0, 0);

    /** Takes as long as to write the snapshot out; see {@link StateSample#of}. */
    static Passed of(TaskSnapshot snapshot) {
        return new Passed(
                snapshot.epoch(),
                snapshot.inputs(),
                snapshot.outputs(),
                snapshot.externalCalls(),
                snapshot.watermarks(),
                StateSample.of(snapshot));
    }

    static Passed of(StoredSnapshot stored) {
        return new Passed(
                stored.epoch(),
                stored.inputs(),
                stored.outputs(),
                stored.externalCalls(),
                stored.watermarks(),
                stored.sample());
    }

    /** The same number, but for chance, where the same was passed. */
    long hash() {
        List<String> lines = new ArrayList<>();
        inputs.forEach((channel, number) -> lines.add("in %s %d".formatted(channel, number)));
        outputs.forEach((channel, number) -> lines.add("out %s %d".formatted(channel, number)));
        sample.forEach((operator, digest) -> lines.add("state %s %s".formatted(operator, digest)));
        watermarks.inputs().forEach((channel, millis) -> lines.add("time %s %d".formatted(channel, millis)));
        watermarks.idleInputs().forEach(channel -> lines.add("idle %s".formatted(channel)));
        lines.add("epoch %d, calls %d, time %d %s".formatted(epoch, calls, watermarks.millis(), watermarks.idle()));
        Collections.sort(lines);
        CRC32C hash = new CRC32C();
        hash.update(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }

    /** How another one, of the same epoch, differs; for people. */
    String unlike(Passed leaders) {
        if (place().equals(leaders.place())) {
            return "it ended epoch %d in another state than its leader: %s".formatted(epoch, states(leaders));
        }
        return "it ended epoch %d %s, and its leader %s".formatted(epoch, place(), leaders.place());
    }

    private String place() {
        return "at inputs %s, outputs %s, %d calls and %s".formatted(inputs, outputs, calls, watermarks);
    }

    private String states(Passed leaders) {
        Set<String> operators = new LinkedHashSet<>(sample.keySet());
        operators.addAll(leaders.sample.keySet());
        List<String> differ = new ArrayList<>();
        for (String operator : operators) {
            StateDigest own = sample.getOrDefault(operator, NOTHING);
            StateDigest other = leaders.sample.getOrDefault(operator, NOTHING);
            if (!Objects.equals(own, other)) {
                differ.add("operator '%s' has %s there, and %s here".formatted(operator, text(other), text(own)));
            }
        }
        return String.join(", ", differ);
    }

    private static String text(StateDigest digest) {
        return "%d entries with hash %x".formatted(digest.entries(), digest.hash());
    }
}
