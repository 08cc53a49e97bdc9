package dev.levada.node.savepoint;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.core.codec.Codecs;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateShape;
import dev.levada.core.task.DeclaredState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of the state in a savepoint if a topology starts from it. */
public final class Difference {

    private Difference() {}

    /** What becomes of one state. */
    public enum Fate {
        /** It goes on. */
        KEEP,
        /** The topology has no such operator, or the operator no such state: it is left behind. */
        DROP,
        /** The savepoint has none: it begins empty. */
        NEW,
        /** Both have it, and the topology cannot read it: the start is refused. */
        INCOMPATIBLE
    }

    /**
     * One line of the answer.
     *
     * @param state the name of the state, or {@code position} of a source
     * @param reason in words, empty if there is nothing to say
     */
    public record Line(Fate fate, String operator, String state, String reason) {}

    /** Every state of both, by operator: first those of the topology in its order, then those that it lacks. */
    public static List<Line> of(Savepoint savepoint, Graph graph, ClassLoader loader) throws IOException {
        Map<String, List<StoredSnapshot.StoredOperator>> stored = new LinkedHashMap<>();
        for (StoredSnapshot snapshot : savepoint.snapshots()) {
            for (StoredSnapshot.StoredOperator operator : snapshot.operators()) {
                stored.computeIfAbsent(operator.operator(), any -> new ArrayList<>())
                        .add(operator);
            }
        }
        List<Line> lines = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            List<StoredSnapshot.StoredOperator> before = stored.remove(operator.name());
            if (operator.definition() instanceof Definition.Transform transform
                    && transform.key().isPresent()) {
                lines.addAll(state(savepoint, operator, before == null ? List.of() : before, loader));
            } else if (operator.definition() instanceof Definition.Call && before != null) {
                lines.add(new Line(Fate.KEEP, operator.name(), KeyedState.CALLS, "they are made again"));
            }
        }
        stored.forEach((operator, parts) -> {
            if (parts.stream().anyMatch(part -> !part.state().isEmpty())) {
                lines.add(new Line(Fate.DROP, operator, "all", "there is no such operator any more"));
            }
        });
        return lines;
    }

    private static List<Line> state(
            Savepoint savepoint, Operator operator, List<StoredSnapshot.StoredOperator> before, ClassLoader loader)
            throws IOException {
        KeyedState loaded = new KeyedState(operator.name(), new Codecs(loader));
        List<Line> lines = new ArrayList<>();
        try {
            for (StoredSnapshot.StoredOperator part : before) {
                for (String object : part.state()) {
                    loaded.load(savepoint.blocks(object).iterator(), hash -> true);
                }
            }
            List<StateShape> were = loaded.shapes();
            List<StateShape> are = DeclaredState.of(operator, loaded);
            for (StateShape shape : are) {
                lines.add(new Line(were.contains(shape) ? Fate.KEEP : Fate.NEW, operator.name(), shape.name(), ""));
            }
            for (StateShape shape : were) {
                if (!are.contains(shape)) {
                    lines.add(new Line(
                            Fate.INCOMPATIBLE,
                            operator.name(),
                            shape.name(),
                            "the operator does not ask for it any more; get it in open(...), or rename the operator"));
                }
            }
        } catch (RuntimeException e) {
            lines.clear();
            lines.add(new Line(Fate.INCOMPATIBLE, operator.name(), "all", String.valueOf(e.getMessage())));
        }
        return lines;
    }
}
