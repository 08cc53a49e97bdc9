package dev.levada.cli.plan;

import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;
import dev.levada.api.recovery.Recovery.Log;
import dev.levada.cluster.planner.ChainReasons;
import dev.levada.cluster.planner.Domains;
import dev.levada.cluster.planner.EndToEnd;
import dev.levada.cluster.planner.Verdict;
import dev.levada.core.plan.JobPlan;
import java.util.ArrayList;
import java.util.List;

/** What holds at each place of a plan, for people: a line each, in columns, the places of a chain together. */
final class PlanReasons {
    /** A longer place pushes its own line to the right, and not all others. */
    private static final int WIDEST = 44;

    private final Planned planned;

    private record Line(String place, Verdict verdict) {}

    private record Group(String chain, List<Line> lines) {}

    private PlanReasons(Planned planned) {
        this.planned = planned;
    }

    static List<String> of(Planned planned) {
        return new PlanReasons(planned).lines();
    }

    private List<String> lines() {
        List<Group> groups = planned.plan().chains().stream()
                .map(this::group)
                .filter(group -> !group.lines().isEmpty())
                .toList();
        int width = groups.stream()
                .flatMap(group -> group.lines().stream())
                .mapToInt(line -> line.place().length())
                .filter(length -> length <= WIDEST)
                .max()
                .orElse(WIDEST);
        List<String> lines = new ArrayList<>();
        lines.add("What holds from end to end, asked for "
                + planned.plan().guarantee().label() + ":");
        for (Group group : groups) {
            lines.add("");
            lines.add("  " + group.chain());
            group.lines().forEach(line -> lines.add(text(line, width)));
        }
        lines.add("");
        if (planned.plan().recoveries().stream().anyMatch(PlanReasons::isReplicated)) {
            lines.add(
                    "Tasks that recover by pessimistic:replicated log what they choose, not what they take, in the memory of other"
                            + " workers, and nothing leaves them before it is there. If more workers fail within an epoch than hold it, all"
                            + " connected tasks go back.");
        }
        if (planned.plan().recoveries().stream().anyMatch(Recovery::logsOnHost)) {
            lines.add(
                    "Tasks that recover by pessimistic:local log what they choose, not what they take, on a disk of their worker's host,"
                            + " and nothing leaves them before it is forced there. It outlasts any number of workers, and not the host"
                            + " or its disk: if these are lost, all connected tasks go back.");
        }
        int domains = Domains.of(planned.plan());
        if (domains > 1) {
            lines.add(
                    ("What tasks choose is shared with %d other workers, the most that an operator asks for: if more fail"
                                    + " within an epoch, all connected tasks go back to the last one. It needs %d workers or more.")
                            .formatted(domains, domains + 1));
        }
        lines.addAll(followers());
        if (planned.plan().recoveries().stream().anyMatch(each -> each.equals(Recovery.pessimistic(Log.CONTENT)))) {
            lines.add(
                    "Tasks that recover by pessimistic:content have in their logs what they take, and all that they choose: any"
                            + " number of tasks may fail, and none needs another's memory to come back.");
        }
        lines.addAll(windows());
        lines.addAll(merges());
        lines.add(scope());
        return lines;
    }

    private List<String> followers() {
        List<String> lines = new ArrayList<>();
        JobPlan plan = planned.plan();
        for (JobPlan.Chain chain : plan.chains()) {
            int replicas = chain.recovery().replicas();
            if (ChainReasons.haveFollowers(plan, chain)) {
                lines.add(
                        "What a task of chain %s does, %d others do behind it, in other workers if there are as many; what it sends waits for %d of them."
                                .formatted(chain.name(), replicas - 1, (replicas - 1) / 2));
            } else if (replicas > 1) {
                lines.add(
                        "Tasks of chain %s have no followers, as they have a source or a sink, or are in a loop; they come back by what %d other workers hold of their log."
                                .formatted(chain.name(), (replicas - 1) / 2));
            }
        }
        return lines;
    }

    private List<String> windows() {
        List<String> lines = new ArrayList<>();
        JobPlan plan = planned.plan();
        if (plan.recoveries().stream().anyMatch(recovery -> recovery.windowRecords() > 0)) {
            lines.add(
                    "A task that recovers by backtracking:records-N goes back to its snapshot after so many records of its input, and"
                            + " its producers need not keep what came before.");
            plan.chains()
                    .forEach(chain -> ChainReasons.keepsToEpochs(plan, chain)
                            .ifPresent(why -> lines.add("Chain %s keeps to epochs: %s.".formatted(chain.name(), why))));
        }
        return lines;
    }

    private List<String> merges() {
        List<String> lines = new ArrayList<>();
        JobPlan plan = planned.plan();
        if (plan.recoveries().stream().anyMatch(Recovery::mergesInputs)) {
            lines.add(
                    "A task that recovers by backtracking:merge takes several inputs in a fixed order, and logs nothing for it: where one"
                            + " has nothing, what comes on the others waits, up to an epoch.");
            plan.chains()
                    .forEach(chain -> ChainReasons.logsAllTheSame(plan, chain)
                            .ifPresent(why ->
                                    lines.add("Chain %s logs what it chooses: %s.".formatted(chain.name(), why))));
        }
        return lines;
    }

    private static boolean isReplicated(Recovery recovery) {
        return recovery.protocol() == Recovery.Standard.PESSIMISTIC && recovery.domains() > 0;
    }

    private Group group(JobPlan.Chain chain) {
        List<Line> lines = new ArrayList<>();
        for (Operator operator : chain.operators()) {
            for (EndToEnd.OfEdge edge : planned.into(operator.name())) {
                String output = edge.output().isEmpty() ? "" : " (" + edge.output() + ")";
                lines.add(new Line(edge.from() + output + " → " + edge.to(), edge.verdict()));
            }
            Verdict sink = planned.sinks().get(operator.name());
            if (sink != null) {
                lines.add(new Line("sink " + operator.name(), sink));
            }
        }
        return new Group("chain " + chain.name(), lines);
    }

    private static String text(Line line, int width) {
        return "    %s  %-15s%s"
                .formatted(
                        line.place()
                                + " ".repeat(Math.max(0, width - line.place().length())),
                        line.verdict().guarantee().label(),
                        line.verdict().reason());
    }

    private String scope() {
        if (planned.sinks().isEmpty()) {
            return "There is no sink, so nothing is seen outside.";
        }
        return planned.resumable()
                ? "All this holds beyond this process: started again with the same state directory, the job goes on."
                : "All this holds while the process lives; add --state-dir DIR to see what holds after it is gone.";
    }
}
