package dev.levada.cli.shell;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.dadstorm.Console;
import dev.levada.node.job.JobState;
import java.util.Optional;
import java.util.function.Consumer;

/** Commands the job that the shell itself has started, and that ends with it. */
final class OwnJob implements PuppetMaster {
    private final Console console;
    private final Consumer<String> printer;
    private final boolean stepping;
    private final boolean typed;
    private final Replicas replicas;

    /**
     * @param stepping whether the script is to be carried out command by command, and not before the first line
     * @param typed whether a person types: the end of the lines is then no wish to see the job's end
     */
    OwnJob(Console console, Consumer<String> printer, boolean stepping, boolean typed) {
        this.console = console;
        this.printer = printer;
        this.stepping = stepping;
        this.typed = typed;
        this.replicas = Replicas.of(console.job().plan());
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.OF_OWN_JOB;
    }

    @Override
    public Replicas replicas() {
        return replicas;
    }

    @Override
    public String greeting() {
        return "'help' lists the commands, 'finish' waits for the end, 'exit' cancels the job";
    }

    @Override
    public void begin() {
        if (!stepping) {
            console.runScript();
        }
    }

    @Override
    public String prompt() {
        int left = console.remaining().size();
        return stepping && left > 0 ? "levada (%d to go, Enter for the next)> ".formatted(left) : "levada> ";
    }

    @Override
    public Optional<ExitCode> obey(String word, String line) {
        switch (word) {
            case "" -> enter();
            case "run" -> console.runScript();
            case "finish" -> {
                return Optional.of(finish());
            }
            case "exit", "quit" -> {
                return Optional.of(cancel());
            }
            default -> console.execute(line).forEach(problem -> printer.accept(problem.toString()));
        }
        return Optional.empty();
    }

    @Override
    public ExitCode end() {
        return typed ? cancel() : finish();
    }

    private void enter() {
        if (stepping && !console.step()) {
            printer.accept("the script is done; 'finish' waits for the end of the job");
        }
    }

    private ExitCode finish() {
        console.runScript();
        return console.finish().state() == JobState.CANCELLED ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    /** Leaves at once. What a job that is over has to say about its failure is still said. */
    private ExitCode cancel() {
        console.job().cancel();
        console.job().join();
        return ExitCode.DONE;
    }
}
