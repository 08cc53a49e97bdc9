package dev.levada.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What an agent has told, to be waited for. */
final class Reports implements AgentListener {
    private final List<Long> started = new CopyOnWriteArrayList<>();
    private final BlockingQueue<WorkerExit> exits = new LinkedBlockingQueue<>();

    @Override
    public void started(String id, long pid) {
        started.add(pid);
    }

    @Override
    public void exited(WorkerExit exit) {
        assertThat(started).contains(exit.pid());
        exits.add(exit);
    }

    WorkerExit awaitExit() throws InterruptedException {
        @Nullable WorkerExit exit = exits.poll(30, TimeUnit.SECONDS);
        assertThat(exit).as("an exit within 30 s").isNotNull();
        return Objects.requireNonNull(exit);
    }

    /** Those not waited for. */
    List<WorkerExit> rest() {
        return List.copyOf(exits);
    }

    List<Long> started() {
        return started;
    }
}
