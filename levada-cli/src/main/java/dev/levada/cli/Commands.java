package dev.levada.cli;

import dev.levada.cli.bench.BenchCommand;
import dev.levada.cli.certs.CertsCommand;
import dev.levada.cli.cluster.CancelCommand;
import dev.levada.cli.cluster.FaultGroup;
import dev.levada.cli.cluster.LogsCommand;
import dev.levada.cli.cluster.RescaleCommand;
import dev.levada.cli.cluster.StatusCommand;
import dev.levada.cli.cluster.SubmitCommand;
import dev.levada.cli.dspbench.DspbenchCommand;
import dev.levada.cli.faults.FaultsCommand;
import dev.levada.cli.kubernetes.KubernetesCommand;
import dev.levada.cli.lint.LintCommand;
import dev.levada.cli.plan.PlanCommand;
import dev.levada.cli.plan.ValidateCommand;
import dev.levada.cli.replay.ReplayCommand;
import dev.levada.cli.replicate.ReplicateCommand;
import dev.levada.cli.run.RunCommand;
import dev.levada.cli.savepoint.SavepointCommand;
import dev.levada.cli.shell.ShellCommand;
import dev.levada.cli.simulate.ExploreCommand;
import dev.levada.cli.simulate.SimulateCommand;
import dev.levada.cli.standing.AgentCommand;
import dev.levada.cli.standing.CoordinatorCommand;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cli.timeline.TimelineCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The code behind the commands. */
final class Commands {

    private Commands() {}

    /** The command line with some commands: reading the options of all of them would cost the start of each. */
    static CommandLine commandLine(Terminal terminal, List<CommandWord> words) {
        CommandLine levada = new CommandLine(CommandSpec.create().name("levada"));
        words.forEach(word -> levada.addSubcommand(word.word(), code(word, terminal)));
        levada.getSubcommands().values().forEach(Commands::addCommonOptions);
        return levada;
    }

    private static void addCommonOptions(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build())
                .addOption(OptionSpec.builder(Failure.STACKTRACE)
                        .description("Show where an error comes from; LEVADA_DEBUG=1 does the same.")
                        .build());
        command.getSubcommands().values().forEach(Commands::addCommonOptions);
    }

    private static Object code(CommandWord word, Terminal terminal) {
        return switch (word) {
            case RUN -> new RunCommand(terminal);
            case VALIDATE -> new ValidateCommand(terminal);
            case PLAN -> new PlanCommand(terminal);
            case LINT -> new LintCommand(terminal);
            case REPLAY -> new ReplayCommand(terminal);
            case SHELL -> new ShellCommand(terminal);
            case SAVEPOINT -> SavepointCommand.create(terminal);
            case COORDINATOR -> new CoordinatorCommand(terminal);
            case AGENT -> new AgentCommand(terminal);
            case SUBMIT -> new SubmitCommand(terminal);
            case STATUS -> new StatusCommand(terminal);
            case LOGS -> new LogsCommand(terminal);
            case RESCALE -> new RescaleCommand(terminal);
            case FAULT -> FaultGroup.create(terminal);
            case CANCEL -> new CancelCommand(terminal);
            case SIMULATE -> new SimulateCommand(terminal);
            case EXPLORE -> new ExploreCommand(terminal);
            case FAULTS -> new FaultsCommand(terminal);
            case REPLICATE -> ReplicateCommand.create(terminal);
            case BENCH -> BenchCommand.create(terminal);
            case DSPBENCH -> DspbenchCommand.create(terminal);
            case TIMELINE -> new TimelineCommand(terminal);
            case CERTS -> new CertsCommand(terminal);
            case K8S -> KubernetesCommand.create(terminal);
            case COMPLETION -> new CompletionCommand(terminal);
        };
    }
}
