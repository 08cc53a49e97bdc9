package dev.levada.replication;

import dev.levada.io.net.Secret;
import dev.levada.io.net.SharedSecret;
import dev.levada.replication.consensus.Timings;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A member in a process of its own, on this machine. It ends when its standard input does, so it does not outlive who
 * started it.
 */
final class MemberMain {
    private static final int FIXED = 9;

    private MemberMain() {}

    /**
     * Runs until the input ends.
     *
     * @param args machine class, group, own id, directory, file of the secret, shortest and longest election time-out
     *     in ms, form or join, name of the provider, and for each member ID:CONSENSUS_PORT:CLIENT_PORT
     */
    public static void main(String[] args) throws IOException {
        if (args.length <= FIXED) {
            throw new IllegalArgumentException(
                    "expected MACHINE GROUP SELF DIRECTORY SECRET MIN_MS MAX_MS form|join PROVIDER ID:CONSENSUS_PORT:CLIENT_PORT..., found "
                            + Arrays.toString(args));
        }
        List<Host> hosts = Arrays.stream(args).skip(FIXED).map(MemberMain::host).toList();
        Timings timings = new Timings(millis(args[5]), millis(args[6]));
        Replicated.Builder<? extends Replicated<?, ?>> builder = Replicated.of(
                        () -> MemberMain.<Object, Object>machine(args[0]))
                .group(args[1])
                .member(args[2], hosts, SharedSecret.ofAll(Secret.read(Path.of(args[4]))))
                .directory(Path.of(args[3]))
                .provider(args[8])
                .timings(timings)
                .events(event -> System.out.println(Instant.now() + " " + event));
        Replicated<?, ?> member = (args[7].equals("join") ? builder.joining() : builder).start();
        try (member) {
            // Until who started this is gone, or says so.
            long unused = System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    static String argument(Host host) {
        return "%s:%d:%d"
                .formatted(host.id(), host.consensus().getPort(), host.clients().getPort());
    }

    private static Host host(String argument) {
        String[] parts = argument.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "a member is ID:CONSENSUS_PORT:CLIENT_PORT, was '%s'".formatted(argument));
        }
        return new Host(parts[0], address(parts[1]), address(parts[2]));
    }

    private static InetSocketAddress address(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }

    @SuppressWarnings("unchecked") // what it takes is found out from its class
    private static <C, R> StateMachine<C, R> machine(String name) {
        try {
            return (StateMachine<C, R>) Class.forName(name)
                    .asSubclass(StateMachine.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "'%s' is no public class with a constructor without parameters: %s".formatted(name, e), e);
        }
    }
}
