package dev.levada.testkit.sample;

import dev.levada.api.graph.Graph;
import dev.levada.core.codec.Codecs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job of a simulated world, and what must come of it. */
public interface Workload {

    /** The codecs of sample jobs. */
    Codecs SAMPLES = new Codecs(Workload.class.getClassLoader());

    Graph graph();

    /** Those of its sources of which it is known what must come of their records. */
    default Map<String, SampleSource> sources() {
        return new LinkedHashMap<>();
    }

    /** Those of its sinks of which it is known what they must get. */
    default List<SampleJob.Output> outputs() {
        return List.of();
    }

    /** Whether calls to the outside fail now and then, or are never answered. */
    default boolean callsFail() {
        return false;
    }

    /** Whether two values are the same record. */
    default boolean isSame(Object one, Object other) {
        return one.equals(other);
    }

    /** What its records are written with. */
    default Codecs codecs() {
        return SAMPLES;
    }

    /** The splits of each source. */
    default Map<String, List<String>> splits() {
        Map<String, List<String>> splits = new LinkedHashMap<>();
        sources().forEach((name, source) -> splits.put(name, source.splits()));
        return splits;
    }

    /** The ids of what is before a position of a split. */
    default List<Long> before(String source, String split, long position) {
        List<Long> ids = new ArrayList<>();
        SampleSource read = sources().get(source);
        for (long i = 0; read != null && i < position; i++) {
            ids.add(read.idAt(split, i));
        }
        return ids;
    }

    /** The ids of all that the sources give. */
    default List<Long> all() {
        List<Long> ids = new ArrayList<>();
        sources()
                .forEach((name, source) ->
                        source.splits().forEach(split -> ids.addAll(before(name, split, source.perSplit()))));
        return ids;
    }
}
