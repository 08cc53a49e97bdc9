package dev.levada.cli.kubernetes;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "generate",
        customSynopsis = "levada k8s generate --image IMAGE [OPTIONS]",
        descriptionHeading = "%n",
        description = "Write the manifests of a cluster: a coordinator, agents that start the workers, their services,"
                + " and network policies. The certificates are yours: the manifests only name their secrets.",
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada k8s generate --image registry.example.org/levada:0.1.0 | kubectl apply -f -",
            "  levada k8s generate --image registry.example.org/levada:0.1.0 --workers 4 --output manifests"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final String FILE = "levada.yaml";

    private final Terminal terminal;

    @Option(
            names = "--image",
            required = true,
            paramLabel = "IMAGE",
            description = "The container image, with 'levada' on its path.")
    private String image = "";

    @Option(
            names = "--name",
            paramLabel = "N",
            description = "Begins the names of all that is made; ${DEFAULT-VALUE} if not set.")
    private String name = "levada";

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many pods there are to run workers in; ${DEFAULT-VALUE} if not set.")
    private int workers = 2;

    @Option(
            names = "--coordinators",
            paramLabel = "N",
            description = "How many coordinators; this version has ${DEFAULT-VALUE}.")
    private int coordinators = 1;

    @Option(
            names = "--namespace",
            paramLabel = "NS",
            description = "Where all of it goes, made before; the one that kubectl uses if not set.")
    private Optional<String> namespace = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The directory to write '" + FILE + "' to; standard output if not set.")
    private Optional<Path> output = Optional.empty();

    GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Deployment deployment = new Deployment(name, namespace, image, coordinators, workers);
        String text = Yaml.text(Manifests.of(deployment));
        if (output.isEmpty()) {
            terminal.out().print(text);
            return ExitCode.DONE.code();
        }
        Path file = output.get().resolve(FILE);
        write(file, text);
        terminal.out().println("wrote " + file);
        terminal.out()
                .println("next: make the secrets %s and %s, then 'kubectl apply -f %s'"
                        .formatted(deployment.secret(Role.COORDINATOR), deployment.secret(Role.AGENT), file));
        return ExitCode.DONE.code();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw CommandException.badInput(
                    "manifests '%s' cannot be written: %s; name a directory that user '%s' may write to"
                            .formatted(file, e, System.getProperty("user.name")),
                    e);
        }
    }
}
