package dev.levada.replication.client;

import dev.levada.api.codec.ByteInput;
import dev.levada.replication.client.Outcome.Certainty;
import dev.levada.replication.session.Answer;
import dev.levada.replication.session.ClientSession;
import dev.levada.replication.session.Operation;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks, with a session that is opened when it is first needed, and again when the group has forgotten it.
 * Thread-safe; its own thread does the work, and nothing waits. What hangs on a future runs on that thread and must be
 * short.
 */
public final class Requests implements AutoCloseable {
    private final Route route;
    private final RetryPolicy policy;
    private final int window;
    private final Random jitter;
    private final ScheduledThreadPoolExecutor thread;

    /** What is not answered yet, so that nobody waits for ever for a client that was closed. */
    private final Set<CompletableFuture<Outcome>> open = ConcurrentHashMap.newKeySet();

    // The thread's alone.
    private final Queue<Command> waiting = new ArrayDeque<>();
    private @Nullable ClientSession session;
    private boolean opening;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Command(byte[] content, CompletableFuture<Outcome> outcome) {}

    /**
     * A client of a group.
     *
     * @param targets its members; closed with this
     * @param window how many commands are on their way at a time; not more than the group allows a session
     * @param name of the thread
     */
    public Requests(List<? extends Target> targets, RetryPolicy policy, int window, String name) {
        this.route = new Route(List.copyOf(targets));
        this.policy = policy;
        this.window = window;
        this.jitter = new Random();
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Has a command applied, once. */
    public CompletableFuture<Outcome> command(byte[] content) {
        return run(outcome -> {
            waiting.add(new Command(content, outcome));
            send();
        });
    }

    /** Ends when the group serves: a leader has committed what this has asked it for. */
    public CompletableFuture<Outcome> ready() {
        return run(outcome -> {
            CompletableFuture<?> unused =
                    attempts(Operation::open).run().thenAccept(answer -> outcome.complete(outcome(answer, false)));
        });
    }

    /** Has a query answered from a state that is not older than this call. */
    public CompletableFuture<Outcome> query(byte[] content) {
        return run(outcome -> {
            CompletableFuture<?> unused = attempts(() -> Operation.query(content))
                    .run()
                    .thenAccept(answer -> outcome.complete(outcome(answer, false)));
        });
    }

    /**
     * Has done what may be done twice: {@link Operation#digest}, {@link Operation#health} or
     * {@link Operation#reconfigure}.
     */
    public CompletableFuture<Outcome> repeatable(Operation operation) {
        return run(outcome -> {
            CompletableFuture<?> unused =
                    attempts(() -> operation).run().thenAccept(answer -> outcome.complete(outcome(answer, false)));
        });
    }

    /** Asks other members from now on; those that are not among them any more are closed. */
    public void retarget(List<? extends Target> targets) {
        try {
            thread.execute(() -> route.retarget(List.copyOf(targets)));
        } catch (RejectedExecutionException e) {
            targets.forEach(Target::close);
        }
    }

    private interface Work {
        void into(CompletableFuture<Outcome> outcome);
    }

    private CompletableFuture<Outcome> run(Work work) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        open.add(outcome);
        CompletableFuture<?> unused = outcome.whenComplete((ended, e) -> forget(outcome));
        try {
            thread.execute(() -> work.into(outcome));
        } catch (RejectedExecutionException e) {
            outcome.complete(Outcome.of(Certainty.FAILED, "the client is closed"));
        }
        return outcome;
    }

    @SuppressWarnings("CollectionUndefinedEquality") // each is equal to itself alone, which is what is meant
    private void forget(CompletableFuture<Outcome> outcome) {
        open.remove(outcome);
    }

    private Attempts attempts(Supplier<Operation> operation) {
        return new Attempts(route, thread, policy, jitter, operation);
    }

    private void send() {
        ClientSession current = session;
        if (current == null) {
            open();
            return;
        }
        while (current.hasRoom() && !waiting.isEmpty()) {
            send(current, waiting.remove());
        }
    }

    private void send(ClientSession current, Command command) {
        long sequence = current.next();
        Attempts attempts =
                attempts(() -> Operation.command(current.id(), sequence, current.acknowledged(), command.content()));
        CompletableFuture<?> unused = attempts.run().thenAccept(answer -> {
            current.settled(sequence);
            if (answer.kind() == Answer.Kind.NO_SESSION && !attempts.mayHaveEffect()) {
                again(current, command);
            } else {
                command.outcome().complete(outcome(answer, attempts.mayHaveEffect()));
            }
            send();
        });
    }

    /** It surely was not done under the session that the group has forgotten, so it may be done under another. */
    private void again(ClientSession forgotten, Command command) {
        if (session == forgotten) {
            session = null;
        }
        waiting.add(command);
    }

    private void open() {
        if (opening || waiting.isEmpty()) {
            return;
        }
        opening = true;
        CompletableFuture<?> unused = attempts(Operation::open).run().thenAccept(answer -> {
            opening = false;
            if (answer.kind() == Answer.Kind.DONE) {
                session = new ClientSession(new ByteInput(answer.content()).readLong(), window);
                send();
            } else { // a session that nobody uses is no effect
                waiting.forEach(command -> command.outcome()
                        .complete(Outcome.of(Certainty.FAILED, "no session could be opened: " + answer.text())));
                waiting.clear();
            }
        });
    }

    private static Outcome outcome(Answer answer, boolean mayHaveEffect) {
        return switch (answer.kind()) {
            case DONE -> Outcome.ok(answer.content());
            case THREW -> Outcome.of(Certainty.THREW, answer.text());
            default ->
                Outcome.of(
                        mayHaveEffect ? Certainty.UNKNOWN : Certainty.FAILED,
                        "%s: %s".formatted(answer.kind(), answer.text()));
        };
    }

    /** Gives up what is on its way: of that, nothing is certain. */
    @Override
    public void close() {
        thread.shutdownNow();
        open.forEach(outcome -> outcome.complete(Outcome.of(Certainty.UNKNOWN, "the client was closed meanwhile")));
        route.close();
    }
}
