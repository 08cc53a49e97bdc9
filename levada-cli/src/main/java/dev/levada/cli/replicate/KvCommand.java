package dev.levada.cli.replicate;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.replication.Client;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.history.Registers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "kv",
        customSynopsis = "levada replicate kv [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Serve a key-value store, each member a process of its own, and take commands for it, a line each: get KEY,"
                    + " put KEY VALUE, cas KEY OLD NEW, delete KEY, inc KEY; status, kill MEMBER, start MEMBER, add, remove MEMBER, exit.",
            "It ends at 'exit', at Ctrl-C, and at the end of its input; with no input at all it serves until it is ended."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada replicate kv --members 3",
            "  levada replicate kv --members 5 --directory store/",
            "  levada replicate kv --consensus jgroups",
            "  printf 'put a 1\\ninc a\\nget a\\n' | levada replicate kv --members 1"
        })
final class KvCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--members", paramLabel = "N", description = "Processes of the group, 1 to 31; 3 if not given.")
    private int members = 3;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Where members keep their own; a group that was there goes on. Forgotten at the end if not given.")
    private @Nullable Path directory;

    @Mixin
    private GroupOptions options = new GroupOptions();

    KvCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (members < 1 || members > 31) {
            throw CommandException.badInput("--members is 1 to 31, was " + members);
        }
        try {
            Scratch scratch = Scratch.of(directory);
            try (MemberProcesses<Registers.Operation, Optional<String>> group = MemberProcesses.start(
                            Registers.class,
                            "store",
                            members,
                            scratch.path(),
                            MemberProcesses.Options.of(options.timings()).withConsensus(options.consensus()));
                    Client<Registers.Operation, Optional<String>> client = group.client(RetryPolicy.standard())) {
                serve(new KvConsole(group, client, terminal.out()));
            }
            scratch.deleteIfTemporary();
            return ExitCode.DONE.code();
        } catch (IOException e) {
            throw CommandException.failed("the store cannot be served: " + e.getMessage(), e);
        }
    }

    private void serve(KvConsole console) throws IOException, InterruptedException {
        console.greet();
        BufferedReader in = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) {
            new CountDownLatch(1).await(); // until the process is told to end, and its members with it
        }
        while (line != null && console.obey(line)) {
            line = in.readLine();
        }
    }
}
