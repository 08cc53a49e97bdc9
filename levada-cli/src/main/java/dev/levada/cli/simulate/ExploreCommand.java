package dev.levada.cli.simulate;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.testkit.explore.Explorer;
import dev.levada.testkit.explore.Explorer.Found;
import dev.levada.testkit.explore.Explorer.Limits;
import dev.levada.testkit.explore.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "explore",
        customSynopsis = "levada explore [OPTIONS] [SCENARIO...]",
        descriptionHeading = "%n",
        description = {
            "Go through all that can happen in small worlds: every order of messages, and a crash at every moment, with the"
                    + " classes of the product. Where a simulation tries what a seed draws, this leaves nothing out, up to"
                    + " its limits.",
            "The usual schedule takes what was sent first. --depth says how often a schedule may do something else: put a"
                    + " message off until there is nothing else to do, or let something fail. States in which the world was"
                    + " before are not gone into again.",
            "Each scenario is explored as it is, in which nothing may be violated, and with a planted bug, which must be"
                    + " found. Exits with 1 if a verdict is not the expected one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada explore --states 2000",
            "  levada explore causal-chain --depth 3 --states 200000",
            "  levada explore pessimistic-gate --steps"
        })
public final class ExploreCommand implements Callable<Integer> {
    /** So many show each planted bug. */
    private static final long PLANTED_STATES = 20_000;

    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "SCENARIO",
            description = {
                "causal-chain, causal-beyond, causal-two, causal-fan, pessimistic-gate, backtracking-two, commit-fail-over,"
                        + " coupled-border, gated-border; all of them if not given."
            })
    private List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "How often a schedule may do something else than the usual; 2 if not given.")
    private int depth = 2;

    @Option(
            names = "--states",
            paramLabel = "N",
            description =
                    "After how many states to stop, for each scenario; 20000 if not given. The planted bugs get as many at least.")
    private long states = 20_000;

    @Option(names = "--steps", description = "Print the schedule that shows each planted bug, step by step.")
    private boolean steps;

    public ExploreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (depth < 0 || states < 1) {
            throw CommandException.badInput("--depth must be at least 0, --states at least 1");
        }
        Table table = new Table("SCENARIO", "PLANTED", "DEPTH", "STATES", "SCHEDULES", "VERDICT", "EXPECTED");
        List<String> shown = new ArrayList<>();
        boolean asExpected = true;
        for (Scenario scenario : chosen()) {
            asExpected &= explore(scenario, false, table, shown);
            asExpected &= explore(scenario, true, table, shown);
        }
        table.lines().forEach(terminal.out()::println);
        shown.forEach(terminal.out()::println);
        return (asExpected ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private List<Scenario> chosen() {
        if (scenarios.isEmpty()) {
            return Arrays.asList(Scenario.values());
        }
        try {
            return scenarios.stream().map(Scenario::parse).toList();
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput("%s; levada explore --help names them".formatted(e.getMessage()));
        }
    }

    /** Whether the verdict is the expected one. */
    private boolean explore(Scenario scenario, boolean planted, Table table, List<String> shown) {
        StatusLine line = new StatusLine(terminal);
        String bug = planted ? scenario.planted().label() : "-";
        int deep = planted ? Math.max(depth, scenario.plantedDepth()) : depth;
        long most = planted ? Math.max(states, PLANTED_STATES) : states;
        Explorer explorer = new Explorer(
                scenario,
                planted,
                new Limits(
                        deep,
                        most,
                        () -> true,
                        seen -> line.show("%s, planted %s: %d of at most %d states"
                                .formatted(scenario.label(), bug, seen, most))));
        Found found = explorer.run();
        line.show("");
        boolean violated = found.violation() != null;
        table.row(
                scenario.label(),
                bug,
                found.complete() ? "all" : found.depth(),
                found.states(),
                found.schedules(),
                violated ? "violated" : "holds",
                planted ? "violated" : "holds");
        if (violated && (steps || !planted)) {
            shown.add("");
            shown.add("%s, planted %s: %s".formatted(scenario.label(), bug, scenario.what()));
            shown.addAll(explorer.steps(found.last()));
        }
        return violated == planted;
    }
}
