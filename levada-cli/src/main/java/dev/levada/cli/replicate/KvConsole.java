package dev.levada.cli.replicate;

import dev.levada.cli.terminal.Table;
import dev.levada.replication.Client;
import dev.levada.replication.Host;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.NotAppliedException;
import dev.levada.replication.UnknownOutcomeException;
import dev.levada.replication.consensus.ClusterView;
import dev.levada.replication.history.Registers.Operation;
import dev.levada.replication.history.Seen.Kind;
import dev.levada.replication.replica.MemberHealth;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Does what a line says, and prints what comes of it. A line that says nothing it knows changes nothing. */
record KvConsole(
        MemberProcesses<Operation, Optional<String>> group,
        Client<Operation, Optional<String>> client,
        PrintStream out) {
    private static final String HELP =
            "get KEY, put KEY VALUE, cas KEY OLD NEW, delete KEY, inc KEY, status, kill MEMBER, start MEMBER, add, remove MEMBER, exit";

    private static final Operation ANY = new Operation(Kind.GET, "", List.of());

    /** Waits until the store serves, and says how to use it. */
    void greet() {
        Optional<String> unused = client.query(ANY);
        say("%d members serve; %s".formatted(group.hosts().size(), HELP));
    }

    /** Whether there is more to come. */
    boolean obey(String line) throws IOException, InterruptedException {
        List<String> words = Arrays.stream(line.strip().split("\\s+")).toList();
        try {
            switch (words.get(0)) {
                case "" -> {}
                case "exit", "quit" -> {
                    return false;
                }
                case "help" -> say(HELP);
                case "status" -> status().lines().forEach(this::say);
                case "kill" -> {
                    group.kill(one(words, "MEMBER"));
                    say("killed");
                }
                case "start" -> {
                    start(one(words, "MEMBER"));
                    say("started");
                }
                case "add" -> say("%s has joined".formatted(group.add()));
                case "remove" -> {
                    group.remove(one(words, "MEMBER"));
                    say("removed");
                }
                default -> say(done(operation(words)));
            }
        } catch (IllegalArgumentException | IllegalStateException | NotAppliedException | UnknownOutcomeException e) {
            say("%s: %s".formatted(e instanceof UnknownOutcomeException ? "unknown" : "error", e.getMessage()));
        }
        return true;
    }

    private void start(String member) throws IOException {
        if (group.isAlive(member)) {
            throw new IllegalArgumentException("member '%s' runs already".formatted(member));
        }
        group.start(member);
    }

    private static String one(List<String> words, String what) {
        if (words.size() != 2) {
            throw new IllegalArgumentException("%s takes a %s".formatted(words.get(0), what));
        }
        return words.get(1);
    }

    private static Operation operation(List<String> words) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(words.get(0)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is nothing known; there is %s".formatted(words.get(0), HELP)));
        int expected = kind == Kind.CAS ? 4 : kind == Kind.PUT ? 3 : 2;
        if (words.size() != expected) {
            throw new IllegalArgumentException(
                    "%s takes %d words, was %d".formatted(words.get(0), expected - 1, words.size() - 1));
        }
        return new Operation(kind, words.get(1), words.subList(2, words.size()));
    }

    private String done(Operation operation) {
        Optional<String> result = operation.kind() == Kind.GET ? client.query(operation) : client.send(operation);
        return result.orElseGet(() -> switch (operation.kind()) {
            case PUT -> "ok";
            case INC -> "'%s' is no number that can be incremented".formatted(operation.key());
            default -> "absent";
        });
    }

    private Table status() {
        Map<String, MemberHealth> health = group.health();
        Table table =
                new Table("MEMBER", "PID", "CLIENTS-AT", "FOLLOWS", "TERM", "APPLIED", "BEHIND", "SESSIONS", "STATE");
        for (Host host : group.hosts()) {
            Object pid = group.isAlive(host.id()) ? group.pid(host.id()) : "-";
            String at = "127.0.0.1:" + host.clients().getPort();
            MemberHealth known = health.get(host.id());
            if (known == null) {
                table.row(host.id(), pid, at, "-", "-", "-", "-", "-", "no answer");
            } else {
                ClusterView view = known.view();
                table.row(
                        host.id(),
                        pid,
                        at,
                        view.leader().orElse("-"),
                        view.term(),
                        view.applied(),
                        Math.max(0, view.committed() - view.applied()),
                        known.machine().sessions(),
                        known.failure().orElse(view.ready() ? "leads" : "follows"));
            }
        }
        return table;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
