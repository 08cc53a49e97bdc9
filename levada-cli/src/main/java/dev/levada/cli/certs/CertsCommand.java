package dev.levada.cli.certs;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.io.net.DevelopmentCa;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "certs",
        customSynopsis = "levada certs --dir DIR --cluster NAME --node ROLE/NAME... [OPTIONS]",
        descriptionHeading = "%n",
        description = "Make a key and a certificate for each node of a cluster, and at first the authority that signs"
                + " them. For development and small clusters: whoever has DIR can be any node.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada certs --dir certs --cluster lab --node coordinator/c1 --node agent/a1 --node submitter/ann",
            "  levada certs --dir certs --cluster lab --node agent/a1 --host node3.example.org --days 30"
        })
public final class CertsCommand implements Callable<Integer> {
    private static final Duration DAYS_OF_AUTHORITY = Duration.ofDays(3_650);

    /** The clocks of other hosts may be behind. */
    private static final Duration HEAD_START = Duration.ofHours(1);

    private final Terminal terminal;

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "Where the files are, and the authority's key; made if it is not there.")
    private Path directory = Path.of("");

    @Option(names = "--cluster", required = true, paramLabel = "NAME", description = "The cluster's id.")
    private String cluster = "";

    @Option(
            names = "--node",
            required = true,
            paramLabel = "ROLE/NAME",
            description = "Who gets a certificate. Roles: coordinator, agent, worker, submitter, operator.")
    private List<String> nodes = new ArrayList<>();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "A DNS name or IP address to put into the certificates, for tools that look at it.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--days", paramLabel = "N", description = "How long they are valid, 1 to 3650; 365 if not given.")
    private int days = 365;

    /** @param terminal what it prints to */
    public CertsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (days < 1 || days > DAYS_OF_AUTHORITY.toDays()) {
            throw CommandException.badInput("--days must be 1 to 3650, was " + days);
        }
        List<Identity> identities = nodes.stream().map(this::identity).toList();
        try {
            make(identities, Instant.now());
        } catch (IOException e) {
            throw CommandException.badInput("no certificates are made: " + e.getMessage(), e);
        }
        return ExitCode.DONE.code();
    }

    private Identity identity(String node) {
        return Identity.ofUri("levada://%s/%s".formatted(cluster, node))
                .orElseThrow(() -> CommandException.badInput(
                        "node '%s' of cluster '%s': it takes the form ROLE/NAME, with a role of %s; names are of letters, digits, dots, underscores and hyphens, at most 63"
                                .formatted(node, cluster, roles())));
    }

    private static String roles() {
        return Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private void make(List<Identity> identities, Instant now) throws IOException {
        Instant from = now.minus(HEAD_START);
        DevelopmentCa ca = DevelopmentCa.isIn(directory)
                ? DevelopmentCa.open(directory)
                : DevelopmentCa.create(directory, cluster, from, now.plus(DAYS_OF_AUTHORITY));
        for (Identity identity : identities) {
            DevelopmentCa.NodeFiles files = ca.issue(identity, hosts, from, now.plus(Duration.ofDays(days)));
            terminal.out().println("%s: %s and %s".formatted(identity, files.certificate(), files.key()));
        }
        terminal.out()
                .println("give each node its two files and %s; keep ca.key to yourself"
                        .formatted(directory.resolve("ca.pem")));
    }
}
