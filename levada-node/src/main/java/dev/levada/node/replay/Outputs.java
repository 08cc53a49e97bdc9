package dev.levada.node.replay;

import dev.levada.api.codec.Codec;
import dev.levada.cluster.replay.Replay;
import dev.levada.cluster.replay.ReplayListener;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that leaves a task, counted and hashed; and another listener hears it, too. */
final class Outputs implements ReplayListener {
    private final ReplayListener other;
    private final Codec<Object> codec;
    private final Map<ChannelId, OutputHash> channels = new LinkedHashMap<>();
    private final Map<String, OutputHash> sinks = new LinkedHashMap<>();

    Outputs(ReplayListener other, Codec<Object> codec) {
        this.other = other;
        this.codec = codec;
    }

    @Override
    public void sent(ChannelId channel, Element element) {
        channels.computeIfAbsent(channel, any -> new OutputHash(codec)).add(element);
        other.sent(channel, element);
    }

    @Override
    public void reachedSink(String sink, Object value) {
        OutputHash hash = sinks.computeIfAbsent(sink, any -> new OutputHash(codec));
        hash.record(hash.count() + 1, value, 0);
        other.reachedSink(sink, value);
    }

    @Override
    public void record(String operator, Object value) {
        other.record(operator, value);
    }

    @Override
    public void told(String operator, String what, Object answer) {
        other.told(operator, what, answer);
    }

    @Override
    public void epoch(long epoch, boolean snapshot) {
        other.epoch(epoch, snapshot);
    }

    List<ReplayReport.Output> report(Replay replay) throws IOException {
        List<ReplayReport.Output> all = new ArrayList<>();
        Map<ChannelId, Long> known = replay.knownToHaveLeft();
        replay.outputs().forEach((channel, first) -> {
            OutputHash sent = channels.computeIfAbsent(channel, any -> new OutputHash(codec));
            all.add(new ReplayReport.Output(
                    channel.consumer() + "/" + channel.edge(),
                    first,
                    sent.count(),
                    sent.hash(),
                    Optional.ofNullable(known.get(channel))
                            .map(taken -> replay.logsWait() ? taken : Math.min(taken, first + sent.count() - 1))));
        });
        sinks.forEach((sink, written) ->
                all.add(new ReplayReport.Output(sink, 1, written.count(), written.hash(), Optional.empty())));
        return all;
    }
}
