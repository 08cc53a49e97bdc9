package dev.levada.node.standing;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.Submission;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.processes.Spares;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that plans, and does what the only word of its submission says. */
final class PlannedMain implements JobMaker {
    static final List<Step> SCRIPT = List.of(
            new Step("Start op", Optional.of(new Step.Deed.Release("op"))),
            new Step("Freeze op 0", Optional.of(new Step.Deed.Freeze(new TaskId("op", 0), true))),
            Step.note("% over"));

    private PlannedMain() {}

    /** Plans. */
    public static void main(String[] args) throws Exception {
        System.exit(PlannerMain.run(Arrays.asList(args), new PlannedMain()));
    }

    @Override
    public Blueprint make(Submission submission, Optional<Integer> parallelism) {
        switch (submission.arguments().get(0)) {
            case "exit" -> {
                System.out.println("last words");
                System.exit(7);
            }
            case "spin" -> spin();
            case "memory" -> hoard();
            case "bad" -> throw new BadInputException("there is no such input");
            case "weak" -> throw new GuaranteeException("too weak");
            case "fails" -> throw new IllegalStateException("of its own");
            default -> {
                return fine(submission, parallelism.orElse(1));
            }
        }
        throw new IllegalStateException("not reached");
    }

    private static void spin() {
        while (Thread.currentThread().isAlive()) {
            Thread.onSpinWait();
        }
    }

    private static void hoard() {
        List<long[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new long[1 << 20]);
        }
    }

    private static Blueprint fine(Submission submission, int parallelism) {
        Topology topology = Topology.named("job");
        topology.from("source", Sources.of(1, 2, 3))
                .map(number -> number + 1)
                .named("op")
                .apart()
                .to("nowhere", Sinks.discard());
        return new Blueprint(
                submission.arguments(),
                Optional.empty(),
                new Spares(1, Spares.State.SPARES),
                Map.of(new TaskId("op", 0), new Home("HERE", "op 0", "a:1:2")),
                new Embedded()
                        .parallelism(parallelism)
                        .stateDirectory(Path.of("somewhere"))
                        .draft(topology),
                List.of("doubtful"),
                SCRIPT);
    }
}
