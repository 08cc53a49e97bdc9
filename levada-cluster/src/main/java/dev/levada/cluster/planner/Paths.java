package dev.levada.cluster.planner;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that lies between the sources and each operator, in one pass over the job. */
final class Paths {
    private final JobSettings settings;
    private final Map<String, Path> paths = new LinkedHashMap<>();
    private final Map<String, Recovery> recoveries = new LinkedHashMap<>();

    /**
     * All ways from the sources to one place.
     *
     * @param weakest the protocol that gives least
     * @param forgetful those whose state is lost with a task, so many that a reason can name them and see that there
     *     are more
     */
    record Path(Recovery weakest, List<String> forgetful) {
        /** How many a reason names. */
        static final int NAMED = 3;

        private static Path of(Operator operator, Recovery recovery) {
            boolean keyed = operator.definition() instanceof Definition.Transform transform
                    && transform.key().isPresent();
            return new Path(
                    recovery, keyed && recovery == Recovery.atLeastOnce() ? List.of(operator.name()) : List.of());
        }

        private Path and(Path other) {
            List<String> all = Stream.concat(forgetful.stream(), other.forgetful.stream())
                    .distinct()
                    .limit(NAMED + 1)
                    .toList();
            return new Path(weaker(weakest, other.weakest), all);
        }

        private static Recovery weaker(Recovery one, Recovery other) {
            return one.gives().compareTo(other.gives()) <= 0 ? one : other;
        }
    }

    private Paths(JobSettings settings) {
        this.settings = settings;
    }

    /** @throws PlanException if an operator reads one that does not come before it */
    static Paths of(Graph graph, JobSettings settings) {
        Paths all = new Paths(settings);
        for (Operator operator : graph.operators()) {
            Path own = Path.of(operator, settings.recovery(operator));
            Path path = operator.inputs().stream()
                    .map(input -> all.known(input.from()))
                    .reduce(Path::and)
                    .map(before -> before.and(own))
                    .orElse(own);
            all.paths.put(operator.name(), path);
            all.recoveries.put(operator.name(), settings.recovery(operator));
        }
        return all;
    }

    /** Up to an operator, and through it. */
    Path through(Operator operator) {
        return known(operator.name());
    }

    /** Up to where a consumer takes its input, with how the consumer recovers but without what it remembers. */
    Path along(Operator.Input input, Operator consumer) {
        return known(input.from()).and(new Path(settings.recovery(consumer), List.of()));
    }

    /** How an operator recovers. */
    Recovery recovery(String operator) {
        return recoveries.getOrDefault(operator, settings.recovery());
    }

    private Path known(String operator) {
        Path path = paths.get(operator);
        if (path == null) {
            throw new PlanException("operator '%s' is read, but does not come before its reader".formatted(operator));
        }
        return path;
    }
}
