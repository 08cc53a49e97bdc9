package dev.levada.replication;

import dev.levada.io.net.Role;
import dev.levada.io.net.Security;
import dev.levada.replication.client.Requests;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.replica.MemberHealth;
import dev.levada.replication.replica.Replica;
import dev.levada.replication.session.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A machine with several replicas that agree on the order of commands: it goes on, with all that was acknowledged,
 * while a minority of them is away. Thread-safe.
 *
 * @param <C> commands and queries
 * @param <R> what they are answered with
 */
public final class Replicated<C, R> implements AutoCloseable {
    private final Group group;
    private final Wording<C, R> wording;

    private Replicated(Group group, Wording<C, R> wording) {
        this.group = group;
        this.wording = wording;
    }

    /**
     * A machine to be replicated.
     *
     * @param machines gives machines that have applied nothing yet: one for each replica, and one for each snapshot
     *     that a replica takes over
     * @throws IllegalArgumentException if its class does not say of which types commands and answers are, or they have
     *     no codec
     */
    public static <C, R> Builder<Replicated<C, R>> of(Supplier<? extends StateMachine<C, R>> machines) {
        Wording<C, R> wording = Wording.of(machines.get().getClass());
        return new Builder<>(
                () -> new TypedMachine<>(machines.get(), wording), group -> new Replicated<>(group, wording));
    }

    /**
     * A plain object to be replicated, for callers that know nothing of it: a call of a {@link Command} method is a
     * command, one of a {@link Query} method a query. If the interface has {@link AutoCloseable#close}, that ends the
     * group. What the object throws reaches the caller as a {@link CommandFailedException}.
     *
     * @param type the interface; its types have codecs, as those of a {@link StateMachine} do, and arguments are not
     *     null
     * @param objects gives objects in their first state. Their state is what is in their fields, but for static and
     *     transient ones
     * @throws IllegalArgumentException if a method is neither a command nor a query
     */
    public static <T> Builder<T> proxy(Class<T> type, Supplier<? extends T> objects) {
        CallWording wording = new CallWording(type);
        return new Builder<>(() -> new ObjectMachine(objects.get(), wording), group -> Caller.of(type, wording, group));
    }

    /**
     * A client of a group whose members run in processes of their own.
     *
     * @param machine the class of the machine, for the types of commands and answers
     */
    public static <C, R> Client<C, R> connect(
            Class<? extends StateMachine<C, R>> machine, String group, List<Host> hosts, Security security) {
        return connect(machine, group, hosts, security, RetryPolicy.standard());
    }

    /** As the other of this name, with other times. */
    public static <C, R> Client<C, R> connect(
            Class<? extends StateMachine<C, R>> machine,
            String group,
            List<Host> hosts,
            Security security,
            RetryPolicy retry) {
        Wording<C, R> wording = Wording.of(machine);
        Remote remote = Remote.open(group, hosts, security, Role.CLIENT);
        return new Client<>(remote.requests(retry), wording, remote);
    }

    /** A client in this process. */
    public Client<C, R> client() {
        Requests requests = group.requests();
        return new Client<>(requests, wording, () -> {});
    }

    /** How the members in this process are. */
    public List<MemberHealth> health() {
        return group.health();
    }

    /** Stops the members of this process. */
    @Override
    public void close() {
        group.close();
    }

    /**
     * What a group is like, before it is there.
     *
     * @param <T> what {@link #start} gives
     */
    public static final class Builder<T> {
        private final Supplier<? extends Machine> machines;
        private final Function<Group, T> started;
        private final Settings settings = new Settings();

        Builder(Supplier<? extends Machine> machines, Function<Group, T> started) {
            this.machines = machines;
            this.started = started;
        }

        /**
         * How many replicas, all of them in this process; 3 if nothing is said. One is for development. An even number
         * is allowed, but bears no more failures than the odd one below it: of 4, too, only 1 may be away.
         */
        public Builder<T> replicas(int replicas) {
            if (replicas < 1 || replicas > 31) {
                throw new IllegalArgumentException("a group has 1 to 31 replicas, was " + replicas);
            }
            settings.replicas = replicas;
            return this;
        }

        /**
         * The members, each in a process of its own, and which of them is in this one.
         *
         * @param security how members and clients prove who they are; anything but loopback needs mTLS
         */
        public Builder<T> member(String self, List<Host> hosts, Security security) {
            if (hosts.stream().noneMatch(host -> host.id().equals(self))) {
                throw new IllegalArgumentException("member '%s' is not among the hosts: %s".formatted(self, hosts));
            }
            settings.self = self;
            settings.hosts = List.copyOf(hosts);
            settings.security = security;
            return this;
        }

        /**
         * This member comes into a group that is there, and serves when that has taken it in; not if it was a member
         * before.
         */
        public Builder<T> joining() {
            settings.start = NodeConfig.Start.JOIN;
            return this;
        }

        /** Where the members keep what they must not forget; without it they forget when they are closed. */
        public Builder<T> directory(Path directory) {
            settings.directory = directory;
            return this;
        }

        /** The name of the group; members and clients must have the same. */
        public Builder<T> group(String name) {
            settings.group = name;
            return this;
        }

        /** How they agree: "ratis", which several replicas have if nothing is said, or "sequencer", for one alone. */
        public Builder<T> provider(String name) {
            settings.provider = name;
            return this;
        }

        /** How long silence of a leader is borne. */
        public Builder<T> timings(Timings timings) {
            settings.timings = timings;
            return this;
        }

        /** Is told what becomes of the members in this process, by a thread of each, a tenth of a second late. */
        public Builder<T> events(Consumer<MemberEvent> events) {
            settings.events = events;
            return this;
        }

        /** How commands are put together into entries. */
        public Builder<T> batching(Replica.Batching batching) {
            settings.batching = batching;
            return this;
        }

        /** How long clients go on. */
        public Builder<T> retry(RetryPolicy retry) {
            settings.retry = retry;
            return this;
        }

        /** After how many entries a snapshot is taken, and the log before it dropped; at least 1. */
        public Builder<T> snapshotEntries(long entries) {
            settings.snapshotEntries = entries;
            return this;
        }

        /**
         * After how many entries members compare hashes of their states; 10,000 if nothing is said, 0 for never. One
         * whose state differs from that of more than half of them stops, and says so in its {@link Replicated#health}.
         * Hashing takes about as long as a snapshot; the order of maps and sets that a machine writes does not count,
         * unless they are within a record.
         */
        public Builder<T> digestEntries(long entries) {
            settings.sessions = settings.sessions.withDigestEntries(entries);
            return this;
        }

        /**
         * Starts what is to run in this process. With all replicas here, it returns when they serve; a single member
         * begins to look for the others.
         *
         * @throws IllegalStateException if that cannot be
         */
        public T start() {
            return started.apply(Group.start(machines, settings));
        }
    }
}
