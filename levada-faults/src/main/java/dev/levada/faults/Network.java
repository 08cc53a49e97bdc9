package dev.levada.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network namespace for one job, whose loopback can be cut: rules drop what goes from or to a port without a word, as
 * a broken cable would.
 */
final class Network implements AutoCloseable {
    private static final Pattern SOCKET = Pattern.compile(
            "^(?<state>\\S+)\\s+\\d+\\s+\\d+\\s+\\S*:(?<local>\\d+)\\s+\\S*:(?<peer>\\d+|\\*).*pid=(?<pid>\\d+).*$");
    /** Before the rule for local addresses, which was moved behind these. */
    private static final int CUTS = 10;

    private static final int LOCAL = 100;

    private final String name;
    private final Set<Integer> cut = ConcurrentHashMap.newKeySet();

    private Network(String name) {
        this.name = name;
    }

    /** Makes a namespace, in place of one of that name that an earlier run has left. */
    static Network open(String name) throws IOException, InterruptedException {
        delete(name);
        Network network = new Network(name);
        network.make();
        return network;
    }

    private static void delete(String name) throws InterruptedException {
        try {
            String unused = Shell.run("ip", "netns", "del", name);
        } catch (IOException e) {
            return; // there was none, as it should be
        }
    }

    private void make() throws IOException, InterruptedException {
        String unused = Shell.run("ip", "netns", "add", name);
        try {
            prepare();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Does also once what will be asked of it later, so that it is known now whether that works. */
    private void prepare() throws IOException, InterruptedException {
        ip("link", "set", "lo", "up");
        ip("rule", "add", "pref", Integer.toString(LOCAL), "lookup", "local");
        ip("rule", "del", "pref", "0");
        cut(Set.of(1));
        heal();
        List<Socket> unused = sockets();
    }

    /** What a command begins with that is to run in here. The process is that of the command itself. */
    List<String> prefix() {
        return List.of("ip", "netns", "exec", name);
    }

    private record Socket(boolean listening, int local, int peer, long pid) {}

    /** Cuts a worker off from the other workers. */
    void cutData(ProcessHandle worker, Set<Long> others) throws IOException, InterruptedException {
        cut(ports(worker, others));
    }

    /** Cuts a worker off from its coordinator, as far as they are connected now. */
    void cutControl(ProcessHandle worker, ProcessHandle coordinator) throws IOException, InterruptedException {
        List<Socket> all = sockets();
        Set<Integer> theirs = local(all, socket -> socket.pid() == coordinator.pid());
        cut(local(
                all, socket -> socket.pid() == worker.pid() && !socket.listening() && theirs.contains(socket.peer())));
    }

    private Set<Integer> ports(ProcessHandle worker, Set<Long> others) throws IOException, InterruptedException {
        List<Socket> all = sockets();
        Set<Integer> theirs = local(all, socket -> others.contains(socket.pid()));
        return local(
                all, socket -> socket.pid() == worker.pid() && (socket.listening() || theirs.contains(socket.peer())));
    }

    private static Set<Integer> local(List<Socket> sockets, Predicate<Socket> which) {
        Set<Integer> ports = new TreeSet<>();
        sockets.stream().filter(which).forEach(socket -> ports.add(socket.local()));
        return ports;
    }

    private List<Socket> sockets() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix());
        command.addAll(List.of("ss", "-Htanp"));
        List<Socket> sockets = new ArrayList<>();
        for (String line : Shell.run(command).lines().toList()) {
            Matcher matcher = SOCKET.matcher(line);
            if (matcher.matches()) {
                boolean listening = matcher.group("state").equals("LISTEN");
                sockets.add(new Socket(
                        listening,
                        Integer.parseInt(matcher.group("local")),
                        listening ? 0 : Integer.parseInt(matcher.group("peer")),
                        Long.parseLong(matcher.group("pid"))));
            }
        }
        return sockets;
    }

    private void cut(Set<Integer> ports) throws IOException, InterruptedException {
        for (int port : ports) {
            if (!cut.add(port)) {
                continue; // a worker that came back may have taken it while it is cut
            }
            for (String side : List.of("sport", "dport")) {
                ip(
                        "rule",
                        "add",
                        "pref",
                        Integer.toString(CUTS),
                        "ipproto",
                        "tcp",
                        side,
                        Integer.toString(port),
                        "blackhole");
            }
        }
    }

    void down() throws IOException, InterruptedException {
        ip("link", "set", "lo", "down");
    }

    /** Takes back whatever was cut. */
    void heal() throws IOException, InterruptedException {
        ip("link", "set", "lo", "up");
        cut.clear();
        String cuts = ip("rule", "show", "pref", Integer.toString(CUTS));
        for (long i = cuts.lines().count(); i > 0; i--) {
            ip("rule", "del", "pref", Integer.toString(CUTS));
        }
    }

    private String ip(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(words));
        return Shell.run(command);
    }

    @Override
    public void close() throws IOException {
        try {
            String unused = Shell.run("ip", "netns", "del", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
