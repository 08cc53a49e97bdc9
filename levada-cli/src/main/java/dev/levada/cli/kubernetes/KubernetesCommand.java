package dev.levada.cli.kubernetes;

import dev.levada.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of what concerns Kubernetes. */
@Command(
        name = "k8s",
        customSynopsis = "levada k8s generate --image IMAGE [OPTIONS]",
        descriptionHeading = "%n",
        description = "Prepare a cluster for Kubernetes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada k8s generate --image registry.example.org/levada:0.1.0 | kubectl apply -f -",
            "  levada k8s generate --image registry.example.org/levada:0.1.0 --workers 4 --output manifests"
        })
public final class KubernetesCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private KubernetesCommand() {}

    /** The group with all that is in it. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new KubernetesCommand()).addSubcommand(new GenerateCommand(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "k8s needs to be told what to do: "
                        + String.join(" or ", spec.subcommands().keySet()));
    }
}
