package dev.levada.api.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How an operator regains its state and its lost input after one of its tasks fails.
 *
 * <p>Closed on purpose: the planner proves what a mix of them guarantees, and can only do so for those it knows.
 */
public sealed interface Recovery {
    /**
     * In the memory of so many other workers can be what a task chose. With each there is more to send and to hold, for
     * all of the job. So many workers that fail within an epoch have a cause in common, which takes others, too: then
     * going back together is the answer.
     */
    int MAX_DOMAINS = 8;

    /**
     * The name on the command line and in files: {@code checkpoint}, {@code causal:2}, {@code pessimistic:content},
     * {@code pessimistic:local}, {@code pessimistic:replicated-2}, {@code backtracking:records-1000},
     * {@code replicated:5}.
     */
    String label();

    /** Which protocol it is, whatever its settings. */
    Standard protocol();

    /** The strongest guarantee that it can give. */
    default Guarantee gives() {
        return protocol().gives();
    }

    /** Whether the state of a failed task survives. */
    default boolean keepsState() {
        return protocol().keepsState();
    }

    /**
     * Whether a failed task does exactly the same again, so that nobody else has to go back: then operators take time,
     * chance and calls to the outside from their context only.
     */
    default boolean repeatsExactly() {
        return protocol().repeatsExactly();
    }

    /**
     * How many workers may fail before the next checkpoint is complete, if what tasks choose is in the memory of as
     * many others; 0 if it is not in memory, or nowhere.
     */
    default int domains() {
        return 0;
    }

    /** Whether what tasks choose is on a disk of their worker's host: it outlasts the worker, and not the host. */
    default boolean logsOnHost() {
        return false;
    }

    /** Whether what a task takes from others is in its own log, so that it does not need them to come back. */
    default boolean logsContent() {
        return false;
    }

    /** In how many processes what a task does is done, its own with them; 1 if in that alone. */
    default int replicas() {
        return 1;
    }

    /**
     * After how many records of its input a task takes a snapshot of its own to go back to, besides those that end
     * epochs; 0 if it does not.
     */
    default int windowRecords() {
        return 0;
    }

    /**
     * Whether a task takes several inputs in an order that follows from what is in them, so that it need not be logged.
     */
    default boolean mergesInputs() {
        return false;
    }

    /** A failed task comes back empty; what it held, and the elements on their way to it, are lost. */
    static Recovery none() {
        return Standard.AT_MOST_ONCE;
    }

    /**
     * Each task acknowledges what it has fully passed on, and keeps what is not acknowledged to it. A failed task comes
     * back empty and gets again what it had not acknowledged: for operators without state, or with state that may be
     * lost.
     */
    static Recovery atLeastOnce() {
        return Standard.AT_LEAST_ONCE;
    }

    /**
     * Snapshots without alignment: no input waits for another, and a failed task alone goes back to its last snapshot.
     * State survives, and some records count twice in it.
     */
    static Recovery atLeastOnceSnapshot() {
        return Standard.AT_LEAST_ONCE_SNAPSHOT;
    }

    /** Aligned checkpoints: after a failure all connected tasks go back to the last complete one. */
    static Recovery checkpoint() {
        return Standard.CHECKPOINT;
    }

    /**
     * Aligned checkpoints, and a log of what each task chose since then: nothing leaves a task before its log is
     * durable. A failed task alone goes back, and does exactly the same again.
     */
    static Recovery pessimistic() {
        return Standard.PESSIMISTIC;
    }

    /** Likewise, with what is to be in the log; {@link #pessimistic()} has the order in it. */
    static Recovery pessimistic(Log log) {
        return log == Log.ORDER ? pessimistic() : new Pessimistic(log);
    }

    /**
     * Likewise, but the log is on a disk of the worker's own host: no store that others see is waited for. It outlasts
     * any number of workers, and not its host: if that is lost, or its disk, all connected tasks go back to the last
     * checkpoint.
     */
    static Recovery pessimisticOnHost() {
        return Local.HOST;
    }

    /**
     * Likewise, but the log is in the memory of other workers, and nothing leaves a task before it is in all of those:
     * no disk is waited for. So many workers may fail before the next checkpoint is complete; if more do, all connected
     * tasks go back to the last one. If operators of one job differ, the greatest number counts for all.
     *
     * @param domains in how many other workers, from 1 to {@link #MAX_DOMAINS}; from 2 on, the job needs one worker
     *     more
     */
    static Recovery pessimistic(int domains) {
        return new Replicated(domains);
    }

    /**
     * Aligned checkpoints, and what each task chose since then in the memory of another worker, where it comes with the
     * output: nothing waits for it. A failed task alone goes back, and does exactly the same again. If more than one
     * worker fails before the next checkpoint is complete, all connected tasks go back to the last one.
     */
    static Recovery causal() {
        return Standard.CAUSAL;
    }

    /**
     * Likewise, but as many workers may fail before the next checkpoint is complete. What tasks choose is in the memory
     * of as many others, so the job needs one worker more than that. If operators of one job differ, the greatest
     * number counts for all.
     *
     * @param domains how many, from 1, which is {@link #causal()}, to {@link #MAX_DOMAINS}
     */
    static Recovery causal(int domains) {
        return domains == 1 ? causal() : new Causal(domains);
    }

    /**
     * Aligned checkpoints, and a log of what each task chose since then, written to disk while the output is on its way
     * already. When a worker is lost, its tasks go back, and those whose input followed from what its log does not have
     * yet; all do exactly the same again as far as that is possible, and nothing waits for a disk. Any number of
     * workers may fail.
     */
    static Recovery optimistic() {
        return Standard.OPTIMISTIC;
    }

    /**
     * Each task goes back by itself to its snapshot and asks its producers for what it misses from there. Where an
     * epoch was given up the next snapshot holds what the task has sent and may be asked for, and counts by itself;
     * what follows from a task's input alone is not logged.
     */
    static Recovery backtracking() {
        return Standard.BACKTRACKING;
    }

    /**
     * Likewise, but each task also takes a snapshot of its own after so many records of its input, and as soon as that
     * is in the store its producers need not keep what came before. So a failed task has less to do again, however long
     * epochs are. Tasks with a source or a sink, at the ends of a loop, or behind others that may do something else
     * after a failure keep to epochs.
     *
     * @param records from 1; a batch is not divided, and while one snapshot is on its way to the store the next one
     *     waits
     */
    static Recovery backtracking(int records) {
        return new Windows(records);
    }

    /** Likewise, with how tasks take several inputs; {@link #backtracking()} takes them as they come, and logs that. */
    static Recovery backtracking(Inputs inputs) {
        return inputs == Inputs.AS_THEY_COME ? backtracking() : new Merging(inputs);
    }

    /**
     * Active replication: what a task does is done in three processes. One of them, its leader, takes the input in some
     * order and tells the others, its followers, what it took; they do the same behind it. What it sends waits until
     * one of them has what it follows from. When the leader is lost a follower leads, and has nothing to do again but
     * what it had not done yet. One worker may fail before the next checkpoint is complete; if more do, all connected
     * tasks go back to the last one.
     *
     * <p>Tasks with a source or a sink, or in a loop, have no followers: they recover as by {@link #pessimistic(int)}.
     */
    static Recovery replicated() {
        return Standard.REPLICATED;
    }

    /**
     * Likewise, in more processes. What a task sends waits for so many followers that with the leader they are more
     * than half of all; the others may be late, or gone.
     *
     * @param replicas how many processes do the same: 3, which is {@link #replicated()}, or another odd number up to
     *     twice {@link #MAX_DOMAINS} and one. Fewer workers than half of it may fail before the next checkpoint is
     *     complete. If operators of one job differ, the greatest number counts for all.
     */
    static Recovery replicated(int replicas) {
        return replicas == Replicas.STANDARD ? replicated() : new Replicas(replicas);
    }

    /** What gives a guarantee where nothing else was chosen. */
    static Recovery standardFor(Guarantee guarantee) {
        return switch (guarantee) {
            case AT_MOST_ONCE -> Standard.AT_MOST_ONCE;
            case AT_LEAST_ONCE -> Standard.AT_LEAST_ONCE;
            case EXACTLY_ONCE -> Standard.CHECKPOINT;
        };
    }

    /** The recovery of a {@link #label}, with a number of 1 too; empty if there is none. */
    static Optional<Recovery> find(String label) {
        boolean standard =
                Set.of("causal:1", "pessimistic:replicated-1", "replicated:3").contains(label);
        String plain = standard ? label.substring(0, label.length() - 2) : label;
        return Stream.concat(
                        named().stream(),
                        IntStream.rangeClosed(2, MAX_DOMAINS)
                                .boxed()
                                .flatMap(domains ->
                                        Stream.of(causal(domains), pessimistic(domains), replicated(2 * domains + 1))))
                .filter(each -> each.label().equals(plain))
                .findFirst()
                .or(() -> Windows.find(label));
    }

    /** All those whose {@link #label} has no number in it, each behind its protocol. */
    static List<Recovery> named() {
        List<Recovery> all = new ArrayList<>(List.of(Standard.values()));
        all.addAll(
                all.indexOf(Standard.PESSIMISTIC) + 1,
                List.of(pessimistic(Log.CONTENT), pessimisticOnHost(), pessimistic(1)));
        all.add(all.indexOf(Standard.BACKTRACKING) + 1, backtracking(Inputs.MERGED));
        return List.copyOf(all);
    }

    /** What a pessimistic log holds of a task's input. */
    enum Log {
        /** From which input it took next, and how much: producers keep the records until an epoch is complete. */
        ORDER,
        /**
         * The records, too: a task comes back from its own log alone, and producers keep them only until they are
         * durable there. All that goes from one task to another is written once.
         */
        CONTENT
    }

    /**
     * Pessimistic logging with something else in the log than the order.
     *
     * @param log {@link Log#CONTENT}
     */
    record Pessimistic(Log log) implements Recovery {

        public Pessimistic {
            if (log == Log.ORDER) {
                throw new IllegalArgumentException("a log of the order is what pessimistic() has; take that");
            }
        }

        @Override
        public String label() {
            return protocol().label() + ":" + log.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Standard protocol() {
            return Standard.PESSIMISTIC;
        }

        @Override
        public boolean logsContent() {
            return log == Log.CONTENT;
        }
    }

    /** Pessimistic logging onto a disk of the worker's own host. */
    enum Local implements Recovery {
        HOST;

        @Override
        public String label() {
            return protocol().label() + ":local";
        }

        @Override
        public Standard protocol() {
            return Standard.PESSIMISTIC;
        }

        @Override
        public boolean logsOnHost() {
            return true;
        }
    }

    /**
     * Pessimistic logging into the memory of other workers.
     *
     * @param domains how many, from 1 to {@link Recovery#MAX_DOMAINS}
     */
    record Replicated(int domains) implements Recovery {

        public Replicated {
            if (domains < 1 || domains > MAX_DOMAINS) {
                throw new IllegalArgumentException(
                        "a log can be in the memory of 1 to %d other workers, was %d".formatted(MAX_DOMAINS, domains));
            }
        }

        @Override
        public String label() {
            return protocol().label() + ":replicated" + (domains == 1 ? "" : "-" + domains);
        }

        @Override
        public Standard protocol() {
            return Standard.PESSIMISTIC;
        }
    }

    /**
     * Causal logging that makes up for more than one worker.
     *
     * @param domains how many, from 2 to {@link Recovery#MAX_DOMAINS}
     */
    record Causal(int domains) implements Recovery {
        public Causal {
            if (domains < 2 || domains > MAX_DOMAINS) {
                throw new IllegalArgumentException(
                        "causal logging makes up for 1 to %d workers, was %d".formatted(MAX_DOMAINS, domains));
            }
        }

        @Override
        public String label() {
            return protocol().label() + ":" + domains;
        }

        @Override
        public Standard protocol() {
            return Standard.CAUSAL;
        }
    }

    /**
     * Active replication in more than three processes.
     *
     * @param replicas how many, odd, from 5 to twice {@link Recovery#MAX_DOMAINS} and one
     */
    record Replicas(int replicas) implements Recovery {
        private static final int STANDARD = 3;
        private static final int MOST = 2 * MAX_DOMAINS + 1;

        public Replicas {
            if (replicas < STANDARD || replicas > MOST || replicas % 2 == 0) {
                throw new IllegalArgumentException(
                        "a task is replicated in an odd number of processes from %d to %d, so that more than half of them can be left, was %d"
                                .formatted(STANDARD, MOST, replicas));
            }
            if (replicas == STANDARD) {
                throw new IllegalArgumentException(
                        "%d replicas are what replicated() has; take that".formatted(STANDARD));
            }
        }

        @Override
        public String label() {
            return protocol().label() + ":" + replicas;
        }

        @Override
        public Standard protocol() {
            return Standard.REPLICATED;
        }

        @Override
        public int domains() {
            return (replicas - 1) / 2;
        }

        @Override
        public boolean logsContent() {
            return true;
        }
    }

    /** How a task takes several inputs. */
    enum Inputs {
        /** What is there first comes first; another attempt is told by a log in which order that was. */
        AS_THEY_COME,
        /**
         * So many records of each in its turn, from one barrier to the next: nothing is logged for that, and what is
         * there waits for what is before it, up to an epoch where an input has nothing. Not in jobs with a loop. Tasks
         * that log for another reason (they ask their context, send to several tasks, or read through a gate) take
         * inputs as they come.
         */
        MERGED
    }

    /**
     * Backtracking with another order of inputs.
     *
     * @param inputs {@link Inputs#MERGED}
     */
    record Merging(Inputs inputs) implements Recovery {

        public Merging {
            if (inputs == Inputs.AS_THEY_COME) {
                throw new IllegalArgumentException("backtracking() takes inputs as they come; take that");
            }
        }

        @Override
        public String label() {
            return protocol().label() + ":merge";
        }

        @Override
        public Standard protocol() {
            return Standard.BACKTRACKING;
        }

        @Override
        public boolean mergesInputs() {
            return true;
        }
    }

    /**
     * Backtracking to windows that also end within epochs.
     *
     * @param records how many records of input are in one, from 1
     */
    record Windows(int records) implements Recovery {
        private static final String PREFIX = "backtracking:records-";

        public Windows {
            if (records < 1) {
                throw new IllegalArgumentException("a window has 1 record or more, was %d".formatted(records));
            }
        }

        private static Optional<Recovery> find(String label) {
            if (!label.matches(PREFIX + "[1-9][0-9]{0,8}")) {
                return Optional.empty();
            }
            return Optional.of(new Windows(Integer.parseInt(label.substring(PREFIX.length()))));
        }

        @Override
        public String label() {
            return PREFIX + records;
        }

        @Override
        public Standard protocol() {
            return Standard.BACKTRACKING;
        }

        @Override
        public int windowRecords() {
            return records;
        }
    }

    /** The protocols, with the settings that they have if nothing is said. */
    enum Standard implements Recovery {
        AT_MOST_ONCE(Guarantee.AT_MOST_ONCE, false, false),
        AT_LEAST_ONCE(Guarantee.AT_LEAST_ONCE, false, false),
        AT_LEAST_ONCE_SNAPSHOT(Guarantee.AT_LEAST_ONCE, true, false),
        CHECKPOINT(Guarantee.EXACTLY_ONCE, true, false),
        PESSIMISTIC(Guarantee.EXACTLY_ONCE, true, true),
        CAUSAL(Guarantee.EXACTLY_ONCE, true, true),
        OPTIMISTIC(Guarantee.EXACTLY_ONCE, true, true),
        BACKTRACKING(Guarantee.EXACTLY_ONCE, true, true),
        REPLICATED(Guarantee.EXACTLY_ONCE, true, true);

        private final Guarantee gives;
        private final boolean keepsState;
        private final boolean repeatsExactly;

        Standard(Guarantee gives, boolean keepsState, boolean repeatsExactly) {
            this.gives = gives;
            this.keepsState = keepsState;
            this.repeatsExactly = repeatsExactly;
        }

        @Override
        public Standard protocol() {
            return this;
        }

        @Override
        public boolean repeatsExactly() {
            return repeatsExactly;
        }

        @Override
        public int domains() {
            return this == CAUSAL || this == REPLICATED ? 1 : 0;
        }

        @Override
        public boolean logsContent() {
            return this == REPLICATED;
        }

        @Override
        public int replicas() {
            return this == REPLICATED ? Replicas.STANDARD : 1;
        }

        @Override
        public boolean keepsState() {
            return keepsState;
        }

        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Guarantee gives() {
            return gives;
        }
    }
}
