package dev.levada.cluster.planner;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.recovery.Kept;
import dev.levada.recovery.Protocols;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What holds where operators read others that may do something else after a failure: chosen, or decided here. */
final class Borders {
    private final Graph graph;
    private final JobSettings settings;
    private final Map<String, Operator> operators = new LinkedHashMap<>();
    /** Those that do something else after a failure, or go back with others that do. */
    private final Set<String> drawn = new LinkedHashSet<>();
    /** With those that do if more fails at once than they make up for. */
    private final Set<String> unsure = new LinkedHashSet<>();

    /** Neighbours that go back together, as both may do something else. */
    private final Map<String, List<String>> together = new LinkedHashMap<>();

    private final Map<Reader, Decided> decided = new LinkedHashMap<>();

    private record Reader(String operator, Operator.Input input) {}

    /** @param why in some words */
    record Decided(Border border, String why) {}

    private Borders(Graph graph, JobSettings settings) {
        this.graph = graph;
        this.settings = settings;
        graph.operators().forEach(operator -> operators.put(operator.name(), operator));
    }

    /** @throws PlanException if a gate was chosen where there can be none */
    static Borders of(Graph graph, JobSettings settings) {
        Borders borders = new Borders(graph, settings);
        graph.operators().forEach(borders::join);
        graph.operators().forEach(borders::decide);
        return borders;
    }

    /** Whether something that an operator did may be taken back before its epoch is complete. */
    boolean mayTakeBack(Operator operator) {
        return Protocols.kept(settings.recovery(operator)) != Kept.DURABLE
                || mayDiffer(operator)
                || graph.operators().stream()
                        .anyMatch(
                                each -> Protocols.kept(settings.recovery(each)).mayBeLost());
    }

    /** What holds where an operator reads another; empty if it is no border, or a direct one. */
    Optional<Decided> between(Operator reader, Operator.Input input) {
        return Optional.ofNullable(decided.get(new Reader(reader.name(), input)));
    }

    boolean isGated(Operator reader, Operator.Input input) {
        return between(reader, input)
                .filter(each -> each.border() == Border.GATED)
                .isPresent();
    }

    /** Whether a record may be another one when an operator gets it again. */
    boolean mayDiffer(Operator reader) {
        return reads(reader, unsure);
    }

    /** Whether something of some operators can reach another that is not final. */
    private boolean reads(Operator reader, Set<String> some) {
        return reader.inputs().stream().anyMatch(input -> !isGated(reader, input) && some.contains(input.from()));
    }

    private void join(Operator reader) {
        for (Operator.Input input : reader.inputs()) {
            if (forgets(reader.name()) && forgets(input.from()) && !isChosenGate(reader, input)) {
                together.computeIfAbsent(reader.name(), any -> new ArrayList<>())
                        .add(input.from());
                together.computeIfAbsent(input.from(), any -> new ArrayList<>()).add(reader.name());
            }
        }
    }

    private void decide(Operator reader) {
        for (Operator.Input input : reader.inputs()) {
            if (forgets(input.from()) && Protocols.mixes(settings.recovery(reader))) {
                decision(reader, input).ifPresent(made -> decided.put(new Reader(reader.name(), input), made));
            } else if (settings.border(reader, input).equals(Optional.of(Border.GATED))
                    && drawn.contains(input.from())) {
                throw new PlanException(notHere(reader, input.from()));
            }
        }
        if (forgets(reader.name()) || reads(reader, drawn)) {
            drawn.add(reader.name());
        }
        if (Protocols.kept(settings.recovery(reader)) != Kept.DURABLE || mayDiffer(reader)) {
            unsure.add(reader.name());
        }
    }

    private Optional<Decided> decision(Operator reader, Operator.Input input) {
        Optional<Border> chosen = settings.border(reader, input);
        if (chosen.isPresent()) {
            if (chosen.get() == Border.GATED && settings.cuts() != Cuts.ALIGNED) {
                throw new PlanException(
                        ("operator '%s' reads '%s' through a gate, which opens between two epochs, and cuts are %s; let cuts be"
                                        + " %s, or the border %s")
                                .formatted(
                                        reader.name(),
                                        input.from(),
                                        settings.cuts().label(),
                                        Cuts.ALIGNED.label(),
                                        Border.COUPLED.label()));
            }
            return Optional.of(new Decided(chosen.get(), "it was chosen"));
        }
        if (forgets(reader.name())) {
            return Optional.empty();
        }
        return Optional.of(decided(reader, input.from()));
    }

    private Decided decided(Operator reader, String producer) {
        Set<String> back = goesBackWith(producer);
        Set<String> below = below(reader);
        below.removeAll(back);
        Optional<String> immediate = below.stream().filter(this::showsAtOnce).findFirst();
        if (immediate.isPresent()) {
            return new Decided(
                    Border.GATED, "sink '%s' below shows at once what nobody can take back".formatted(immediate.get()));
        }
        Border border = below.size() > back.size() ? Border.GATED : Border.COUPLED;
        return new Decided(border, "%s below, and %s with it".formatted(counted(below), counted(back)));
    }

    private static String counted(Set<String> operators) {
        return operators.size() == 1 ? "1 operator is" : operators.size() + " operators are";
    }

    private boolean showsAtOnce(String name) {
        return operator(name).definition() instanceof Definition.Write write
                && !write.sink().contract().onCommit();
    }

    /** Whether an operator recovers by a protocol that keeps nothing of what it chose, and gives exactly once. */
    private boolean forgets(String name) {
        Recovery recovery = settings.recovery(operator(name));
        return Protocols.mixes(recovery) && Protocols.kept(recovery) == Kept.NOWHERE;
    }

    /** An operator, and its neighbours that recover as it does, over any number of streams. */
    private Set<String> goesBackWith(String name) {
        Set<String> all = new LinkedHashSet<>(List.of(name));
        ArrayDeque<String> next = new ArrayDeque<>(all);
        String one;
        while ((one = next.poll()) != null) {
            for (String other : together.getOrDefault(one, List.of())) {
                if (all.add(other)) {
                    next.add(other);
                }
            }
        }
        return all;
    }

    /** An operator, and all that something of it can reach without a gate on the way that was chosen. */
    private Set<String> below(Operator first) {
        Set<String> all = new LinkedHashSet<>(List.of(first.name()));
        for (Operator reader : graph.operators()) { // producers come before their readers
            for (Operator.Input input : reader.inputs()) {
                if (all.contains(input.from()) && !isChosenGate(reader, input)) {
                    all.add(reader.name());
                }
            }
        }
        return all;
    }

    private boolean isChosenGate(Operator reader, Operator.Input input) {
        return forgets(input.from()) && settings.border(reader, input).equals(Optional.of(Border.GATED));
    }

    private Operator operator(String name) {
        Operator operator = operators.get(name);
        if (operator == null) {
            throw new PlanException("job '%s' has no operator '%s'".formatted(graph.job(), name));
        }
        return operator;
    }

    private String notHere(Operator reader, String producer) {
        return ("operator '%s' cannot read '%s' through a gate: that recovers by %s, and goes back with others before it that may"
                        + " do something else; put the gate before '%s', or let it recover by %s")
                .formatted(
                        reader.name(),
                        producer,
                        settings.recovery(operator(producer)).label(),
                        producer,
                        Recovery.checkpoint().label());
    }
}
