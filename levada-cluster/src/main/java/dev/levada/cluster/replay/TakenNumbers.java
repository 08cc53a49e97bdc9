package dev.levada.cluster.replay;

import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantReader;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a consumer's log says of the numbers that it took: so many were surely sent to it. */
final class TakenNumbers {

    private TakenNumbers() {}

    /**
     * For each input that the log names, the last number taken.
     *
     * @param to the epoch before which the log is read; empty for all of it
     */
    static Map<ChannelId, Long> in(byte[] log, JobPlan plan, TaskId consumer, OptionalLong to) {
        List<ChannelId> inputs = plan.edgesInto(consumer.chain()).stream()
                .flatMap(edge -> plan.channelsInto(consumer, edge).stream())
                .toList();
        long[] inEpoch = new long[inputs.size()];
        Map<ChannelId, Long> taken = new LinkedHashMap<>();
        DeterminantReader reader = new DeterminantReader(log);
        for (; reader.hasNext(); reader.take()) {
            if (reader.kind() == DeterminantKind.ORDER || reader.kind() == DeterminantKind.CONTENT) {
                inEpoch[reader.subject()] += reader.value();
                taken.put(inputs.get(reader.subject()), inEpoch[reader.subject()]);
            } else if (reader.kind() == DeterminantKind.CUT) {
                if (reader.endsEpoch() && to.isPresent() && reader.value() >= to.getAsLong()) {
                    break;
                }
                inEpoch = new long[inputs.size()];
            }
        }
        return taken;
    }
}
