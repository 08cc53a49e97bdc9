package dev.levada.node.standing;

import dev.levada.api.codec.CorruptBytesException;
import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.node.agent.Agent;
import dev.levada.node.agent.AgentListener;
import dev.levada.node.agent.Secret;
import dev.levada.node.agent.WorkerExit;
import dev.levada.node.agent.WorkerLaunch;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.cluster.Submission;
import dev.levada.node.storage.JobDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans each job in a process of its own, which ends then: programs of users may end their process, use up its memory,
 * or never come back, and the coordinator lives on. Any thread.
 */
public final class Planner implements JobMaker, AutoCloseable {
    /** Less than a client waits for. */
    private static final long LIMIT_SECONDS = 40;

    private static final int HEAP_MEGABYTES = 256;
    private static final int AT_A_TIME = 4;
    private static final int LAST_WORDS = 3;

    private final Logger log = LoggerFactory.getLogger(Planner.class);
    private final String mainClass;
    private final long limitSeconds;
    private final Path exchange;
    private final Agent agent;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<String, CompletableFuture<WorkerExit>> exits = new ConcurrentHashMap<>();

    private Planner(Path directory, String mainClass, long limitSeconds) throws IOException {
        this.mainClass = mainClass;
        this.limitSeconds = limitSeconds;
        this.exchange = directory.resolve("exchange");
        this.agent = Agent.open(directory.resolve("processes"), new AgentListener() {
            @Override
            public void started(String id, long pid) {
                log.debug("{} is process {}", id, pid);
            }

            @Override
            public void exited(WorkerExit exit) {
                Optional.ofNullable(exits.get(exit.id())).ifPresent(waiting -> waiting.complete(exit));
            }
        });
        JobDirectory.delete(exchange); // of an earlier coordinator
        Files.createDirectories(exchange);
    }

    /**
     * Takes a directory, and makes it if it is not there.
     *
     * @param directory its own as long as it lives
     * @param mainClass what a planning process runs: it calls {@link PlannerMain#run}
     * @throws IOException if the directory cannot be used
     */
    public static Planner open(Path directory, String mainClass) throws IOException {
        return new Planner(directory.toAbsolutePath(), mainClass, LIMIT_SECONDS);
    }

    /** As {@link #open(Path, String)}, where nobody is to wait for long. */
    static Planner open(Path directory, String mainClass, long limitSeconds) throws IOException {
        return new Planner(directory.toAbsolutePath(), mainClass, limitSeconds);
    }

    @Override
    public Blueprint make(Submission submission, Optional<Integer> parallelism) {
        // Unlike those of earlier coordinators, whose output may still be there.
        String id = "plan-%d-%d".formatted(ProcessHandle.current().pid(), lastNumber.incrementAndGet());
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        Path directory = exchange.resolve(id);
        try {
            Files.createDirectory(directory);
            new Planning.Wanted(submission, parallelism).write(Planning.wanted(directory));
            return blueprint(read(id, exit(id, submission, directory), directory));
        } catch (IOException e) {
            throw new BadInputException("the pipeline cannot be planned: " + e.getMessage(), e);
        } finally {
            exits.remove(id);
            turns.release();
            delete(directory);
        }
    }

    private WorkerExit exit(String id, Submission submission, Path directory) throws IOException {
        CompletableFuture<WorkerExit> exit = new CompletableFuture<>();
        exits.put(id, exit);
        long unused = agent.start(new WorkerLaunch(
                id,
                mainClass,
                List.of(PlannerMain.WORD, directory.toString()),
                Path.of(submission.directory()),
                Map.of(),
                HEAP_MEGABYTES,
                Secret.of(new byte[0])));
        try {
            return exit.get(limitSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new BadInputException(
                    "the pipeline was not planned within %d s, and its planning was ended; what its program does to build its topology must come to an end%s"
                            .formatted(limitSeconds, lastWords(id)),
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            boolean killed = agent.kill(id); // unless it has ended
            log.debug("{} was killed: {}", id, killed);
        }
    }

    private static RefusedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RefusedException("interrupted while a pipeline was planned; submit it again", e);
    }

    private Planning read(String id, WorkerExit exit, Path directory) throws IOException {
        if (exit.code() != 0 || !Files.exists(Planning.answer(directory))) {
            throw new BadInputException(
                    "the pipeline's program ended the process that planned it, which has %d MB: %s; it must build its topology and return%s"
                            .formatted(HEAP_MEGABYTES, exit.how(), lastWords(id)));
        }
        try {
            return Planning.read(Planning.answer(directory));
        } catch (CorruptBytesException | IllegalArgumentException e) {
            throw new BadInputException("the pipeline's plan makes no sense: " + e.getMessage(), e);
        }
    }

    private String lastWords(String id) {
        try {
            List<String> lines = agent.log(id, LAST_WORDS);
            return lines.isEmpty() ? "" : "; it wrote: " + String.join(" / ", lines);
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }

    private static Blueprint blueprint(Planning answer) {
        if (answer instanceof Planning.Planned planned) {
            return planned.blueprint();
        }
        if (answer instanceof Planning.Refused refused) {
            throw switch (refused.cause()) {
                case BAD_INPUT -> new BadInputException(refused.message());
                case NOT_GUARANTEED -> new GuaranteeException(refused.message());
                case FAILED -> new BadInputException("the pipeline's program failed: " + refused.message());
            };
        }
        throw new BadInputException("the pipeline's plan is none");
    }

    private void delete(Path directory) {
        try {
            JobDirectory.delete(directory);
        } catch (IOException e) {
            log.warn("what was said to a planner could not be deleted", e); // the next coordinator does it
        }
    }

    /** Ends those that plan just now. */
    @Override
    public void close() throws IOException {
        agent.close();
    }
}
