package dev.levada.testkit.guest;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.Source;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.core.codec.Codecs;
import dev.levada.testkit.sample.Outside;
import dev.levada.testkit.sample.Workload;
import dev.levada.testkit.sanitizer.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user's job in one simulated world. Its sinks only keep what they get, and so do sinks that are added where the
 * author sent a result nowhere.
 */
public final class GuestJob implements Workload {
    private static final String OPEN = "output of ";

    private final Graph written;
    private final Codecs codecs;
    private final Map<String, Long> counts;
    private final long durationNanos;
    private final Outside outside;
    private final Map<String, List<String>> splits;
    private final Map<String, PacedSource<?>> sources = new LinkedHashMap<>();
    private final Map<String, KeptSink> outputs = new LinkedHashMap<>();
    private final Graph graph;

    /**
     * Makes one.
     *
     * @param counts how many records the longest split of each source gives, as far as that is known
     * @param durationNanos how long sources take of which it is
     */
    public GuestJob(Graph written, Codecs codecs, Map<String, Long> counts, long durationNanos, Outside outside) {
        this.written = written;
        this.codecs = codecs;
        this.counts = counts;
        this.durationNanos = durationNanos;
        this.outside = outside;
        this.splits = splits(written);
        List<Operator> operators = new ArrayList<>();
        written.operators().forEach(operator -> operators.add(operator.with(hosted(operator))));
        Set<String> read = read();
        for (Operator operator : written.operators()) {
            if (!(operator.definition() instanceof Definition.Write) && !read.contains(operator.name())) {
                operators.add(pickedUp(operator));
            }
        }
        this.graph = new Graph(written.job(), operators);
    }

    private static Map<String, List<String>> splits(Graph graph) {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        for (Operator operator : graph.operators()) {
            if (operator.definition() instanceof Definition.Read read) {
                splits.put(operator.name(), splits(operator.name(), read));
            }
        }
        return splits;
    }

    private static List<String> splits(String source, Definition.Read read) {
        try {
            return read.source().splits();
        } catch (IOException e) {
            throw new IllegalStateException("source '%s' has no splits: %s".formatted(source, e.getMessage()), e);
        }
    }

    /** The operators whose main outputs somebody reads. */
    private Set<String> read() {
        Set<String> read = new LinkedHashSet<>();
        for (Operator operator : written.operators()) {
            for (List<Operator.Input> inputs : List.of(operator.inputs(), operator.feedback())) {
                inputs.stream()
                        .filter(input -> input.output().equals(Operator.Input.MAIN))
                        .forEach(input -> read.add(input.from()));
            }
        }
        return read;
    }

    private Definition hosted(Operator operator) {
        if (operator.definition() instanceof Definition.Read read) {
            PacedSource<?> source = paced(read.source(), operator.name());
            sources.put(operator.name(), source);
            return new Definition.Read(source, read.eventTime());
        }
        if (operator.definition() instanceof Definition.Write write) {
            return new Definition.Write(kept(operator.name(), write.sink()));
        }
        return operator.definition();
    }

    private <T> PacedSource<T> paced(Source<T> source, String name) {
        long count = counts.getOrDefault(name, 0L);
        return new PacedSource<>(source, count == 0 ? 0 : Math.max(1, durationNanos / count));
    }

    private KeptSink kept(String name, Sink<?> sink) {
        KeptSink kept = new KeptSink(sink.fixedParallelism(), outside);
        outputs.put(name, kept);
        return kept;
    }

    private Operator pickedUp(Operator operator) {
        KeptSink kept = new KeptSink(0, outside);
        outputs.put(operator.name(), kept);
        return new Operator(
                OPEN + operator.name(),
                new Definition.Write(kept),
                0,
                ErrorPolicy.fail(),
                operator.recovery(),
                false,
                false,
                List.of(new Operator.Input(operator.name(), Operator.Input.MAIN, Partitioning.any())));
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public Map<String, List<String>> splits() {
        return splits;
    }

    @Override
    public Codecs codecs() {
        return codecs;
    }

    @Override
    public boolean isSame(Object one, Object other) {
        return one.equals(other) || value(one).isSame(value(other));
    }

    private Value value(Object object) {
        return Value.of(object, codecs.codec(Object.class));
    }

    /**
     * All that each sink has committed, by the name of its operator; of a result that is sent nowhere, by the name of
     * the operator that it comes from.
     */
    public Map<String, List<Object>> committed() {
        Map<String, List<Object>> all = new LinkedHashMap<>();
        outputs.forEach((name, sink) -> all.put(name, sink.values()));
        return all;
    }

    /** How many records the longest split of each source has given. */
    public Map<String, Long> counts() {
        Map<String, Long> read = new LinkedHashMap<>();
        sources.forEach((name, source) -> read.put(name, source.longest()));
        return read;
    }
}
