package dev.levada.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The commands by name, without the code behind them: enough for the help, and for choosing what to load. */
enum CommandWord {
    RUN(Group.PIPELINES, "run a pipeline: a YAML file, a DADSTORM configuration, a jar, or an example"),
    VALIDATE(Group.PIPELINES, "read and check only; every problem as file:line:column"),
    PLAN(Group.PIPELINES, "show chains, tasks and partitioning, and what is guaranteed end to end"),
    LINT(Group.PIPELINES, "find what operators would not do again the same after a failure"),
    REPLAY(Group.PIPELINES, "run a recorded task again, alone, for a debugger or to print what it did"),
    SHELL(Group.PIPELINES, "command a running configuration: crash, freeze, thaw its replicas"),
    SAVEPOINT(Group.PIPELINES, "keep a job's state, to start another from it"),
    COORDINATOR(Group.CLUSTER, "stand by for agents, and for the jobs of clients"),
    AGENT(Group.CLUSTER, "start worker processes on this host for a coordinator"),
    SUBMIT(Group.CLUSTER, "start a pipeline in a standing cluster"),
    STATUS(Group.CLUSTER, "show its agents, workers, jobs and tasks"),
    LOGS(Group.CLUSTER, "show what the workers of a job wrote"),
    RESCALE(Group.CLUSTER, "let a job go on with more or fewer tasks"),
    FAULT(Group.CLUSTER, "crash, freeze, slow or cut off parts of a job, on purpose"),
    CANCEL(Group.CLUSTER, "end a job"),
    SIMULATE(Group.PROOF, "try the recovery protocols against thousands of simulated failures"),
    EXPLORE(Group.PROOF, "go through all that can happen in small worlds, in every order"),
    FAULTS(Group.PROOF, "kill, freeze and cut off real processes, and check what the job has written"),
    REPLICATE(Group.PROOF, "run a replicated store, use it under faults, and judge what it showed"),
    BENCH(Group.MEASUREMENTS, "measure the engine against hand-written code, and its recoveries"),
    DSPBENCH(Group.MEASUREMENTS, "run the applications of DSPBench, and judge what they put out"),
    TIMELINE(Group.MEASUREMENTS, "draw how jobs recovered, from their reports"),
    CERTS(Group.SET_UP, "make keys and certificates for the nodes of a cluster"),
    K8S(Group.SET_UP, "write the manifests of a cluster on Kubernetes"),
    COMPLETION(Group.SET_UP, "print a completion script for bash and zsh");

    private final Group group;
    private final String purpose;

    /** The headings of the help. */
    enum Group {
        PIPELINES("Pipelines"),
        CLUSTER("Cluster"),
        PROOF("Proof"),
        MEASUREMENTS("Measurements"),
        SET_UP("Set-up");

        private final String heading;

        Group(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    CommandWord(Group group, String purpose) {
        this.group = group;
        this.purpose = purpose;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Group group() {
        return group;
    }

    String purpose() {
        return purpose;
    }

    static Optional<CommandWord> named(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(CommandWord::word).toList();
    }
}
