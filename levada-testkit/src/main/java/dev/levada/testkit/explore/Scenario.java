package dev.levada.testkit.explore;

import dev.levada.api.recovery.Recovery;
import dev.levada.testkit.mutant.Mutant;
import dev.levada.testkit.world.Mixture;
import dev.levada.testkit.world.Stage;
import dev.levada.testkit.world.Strike;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A stage on which nothing may be violated, whatever happens, and a planted bug with which something is. What every
 * stage has in common, {@link Stage} says.
 */
public enum Scenario {
    /** Who is replaced is left by all before they tell what they know of it. */
    CAUSAL_CHAIN("three hops, causal; one worker crashes, or is given up and goes on", Mutant.NOT_DISCONNECTED, 1),
    /** When more is lost than is shared, all go back together. */
    CAUSAL_BEYOND("three hops, causal, shared with one; two workers crash", Mutant.LOSSES_NOT_COUNTED, 2),
    /** Who depends on what two workers chose, one behind the other, holds both. */
    CAUSAL_TWO("three hops, causal, shared with two; two workers crash", Mutant.HOP_TOO_FEW, 2),
    /** What was sent to one consumer is not yet held by it, so the others are told, too. */
    CAUSAL_FAN("one producer, two consumers, causal; one worker crashes", Mutant.HELD_WHEN_SENT, 2),
    /** Nothing leaves before it is stored what it follows from. */
    PESSIMISTIC_GATE("two hops, pessimistic; one worker crashes", Mutant.GATE_OPEN, 1),
    /** Neighbours go back to windows of their own, one after the other or together. */
    BACKTRACKING_TWO("three hops, backtracking; two workers crash", Mutant.SEVERAL_INPUTS_TAKEN_FOR_ONE, 1),
    /** Epochs are committed once, by one coordinator or the next. */
    COMMIT_FAIL_OVER(
            "two hops, checkpoint, a sink of two phases; the coordinator crashes", Mutant.ACTS_BEFORE_RECORD, 1),
    /** Whoever is behind one that begins anew begins anew with it. */
    COUPLED_BORDER("checkpoint, and causal behind it; one worker crashes", Mutant.DEPENDENTS_STAY, 1),
    /** Whoever is behind a gate has nothing that another attempt before it may not do. */
    GATED_BORDER("checkpoint, a gate, and causal behind it; one worker crashes", Mutant.GATE_OPENS_EARLY, 1);

    private final String what;
    private final Mutant planted;
    private final int plantedDepth;

    Scenario(String what, Mutant planted, int plantedDepth) {
        this.what = what;
        this.planted = planted;
        this.plantedDepth = plantedDepth;
    }

    private static Map<String, Recovery> border() {
        Map<String, Recovery> recoveries = new LinkedHashMap<>();
        recoveries.put("source", Recovery.checkpoint());
        recoveries.put("merge", Recovery.checkpoint());
        recoveries.put("hop1", Recovery.causal());
        return recoveries;
    }

    /** What stands on the stage, and what befalls it; for people. */
    public String what() {
        return what;
    }

    /** The bug with which something is violated. */
    public Mutant planted() {
        return planted;
    }

    /** How far from the usual a schedule must be that shows the bug. */
    public int plantedDepth() {
        return plantedDepth;
    }

    Stage stage() {
        return switch (this) {
            case CAUSAL_CHAIN ->
                Stage.of(Recovery.causal())
                        .strikes(1, List.of("merge", "hop1"), Strike.WORKER_CRASH, Strike.WORKER_GIVEN_UP);
            case CAUSAL_BEYOND -> Stage.of(Recovery.causal()).strikes(2, List.of("merge", "hop1"), Strike.WORKER_CRASH);
            case CAUSAL_TWO -> Stage.of(Recovery.causal(2)).strikes(2, List.of("merge", "hop1"), Strike.WORKER_CRASH);
            case CAUSAL_FAN ->
                Stage.of(Recovery.causal()).operators(0, 2).strikes(1, List.of("merge"), Strike.WORKER_CRASH);
            case PESSIMISTIC_GATE ->
                Stage.of(Recovery.pessimistic()).operators(0, 1).strikes(1, List.of("merge"), Strike.WORKER_CRASH);
            case BACKTRACKING_TWO ->
                Stage.of(Recovery.backtracking()).strikes(2, List.of("merge", "hop1"), Strike.WORKER_CRASH);
            case COMMIT_FAIL_OVER ->
                Stage.of(Recovery.checkpoint())
                        .operators(0, 1)
                        .epochs(4_000_000)
                        .strikes(1, List.of(), Strike.COORDINATOR_CRASH);
            case COUPLED_BORDER ->
                Stage.of(Recovery.causal())
                        .mixing(new Mixture(List.of(Recovery.causal(), Recovery.checkpoint())), border())
                        .strikes(1, List.of("merge", "hop1"), Strike.WORKER_CRASH);
            case GATED_BORDER -> // as there are more operators behind it than before
                COUPLED_BORDER.stage().operators(2, 1);
        };
    }

    /** The name on the command line: {@code causal-chain}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static Scenario parse(String label) {
        for (Scenario scenario : values()) {
            if (scenario.label().equalsIgnoreCase(label)) {
                return scenario;
            }
        }
        throw new IllegalArgumentException("there is no scenario '%s'".formatted(label));
    }
}
