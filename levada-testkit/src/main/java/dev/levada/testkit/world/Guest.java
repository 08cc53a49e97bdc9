package dev.levada.testkit.world;

import dev.levada.api.connector.Source;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.codec.Codecs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user's job, as it comes into a simulated world.
 *
 * @param recovery how operators recover that say nothing themselves
 * @param parallelism how many tasks operators have that say nothing themselves
 * @param counts how many records the longest split of each source gives, by the source's name; of one that is not there
 *     all come at once
 */
public record Guest(Graph graph, Recovery recovery, int parallelism, Codecs codecs, Map<String, Long> counts) {

    public Guest {
        counts = new LinkedHashMap<>(counts);
    }

    /** Of whose sources nothing is known yet. */
    public Guest(Graph graph, Recovery recovery, int parallelism, Codecs codecs) {
        this(graph, recovery, parallelism, codecs, new LinkedHashMap<>());
    }

    /** The same, whose records are spread over the time that sources have. */
    public Guest counting(Map<String, Long> known) {
        return new Guest(graph, recovery, parallelism, codecs, known);
    }

    /** The same, with another recovery of the operators that say nothing themselves. */
    public Guest recovering(Recovery other) {
        return new Guest(graph, other, parallelism, codecs, counts);
    }

    /** How its operators recover: the job's choice first, then those of their own. */
    public List<Recovery> recoveries() {
        Set<Recovery> all = new LinkedHashSet<>();
        all.add(recovery);
        graph.operators().forEach(operator -> operator.recovery().ifPresent(all::add));
        return List.copyOf(all);
    }

    /**
     * The same graph with another source where one was.
     *
     * @throws IllegalArgumentException if there is no source of that name
     */
    public static Graph with(Graph graph, String name, Source<?> source) {
        List<Operator> operators = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            if (operator.definition() instanceof Definition.Read read) {
                sources.add(operator.name());
                operators.add(
                        operator.name().equals(name)
                                ? operator.with(new Definition.Read(source, read.eventTime()))
                                : operator);
            } else {
                operators.add(operator);
            }
        }
        if (!sources.contains(name)) {
            throw new IllegalArgumentException(
                    "topology '%s' has no source '%s', it has %s; name it with from(\"%s\", ...)"
                            .formatted(graph.job(), name, sources, name));
        }
        return new Graph(graph.job(), operators);
    }
}
