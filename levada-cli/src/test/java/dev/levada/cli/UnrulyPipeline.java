package dev.levada.cli;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Does to its worker what {@code --set deed=exit|spin|memory|threads} says; with {@code plan-} before it, to who plans
 * it.
 */
public final class UnrulyPipeline implements Pipeline {

    private static final int THREADS = 10_000;
    private static final int STACK_BYTES = 64 << 10;

    @Override
    public String name() {
        return "unruly";
    }

    @Override
    public String description() {
        return "harms the process that runs it";
    }

    @Override
    public Topology build(Parameters parameters) {
        String deed = parameters.value("deed").orElse("exit");
        if (deed.startsWith("plan-")) {
            String unused = done(deed.substring("plan-".length()));
        }
        Topology topology = Topology.named(name());
        topology.from(Sources.of("a", "b", "c")).map(letter -> done(deed)).parallelism(1);
        return topology;
    }

    private static void stand() {
        while (Thread.currentThread().isAlive()) {
            LockSupport.park();
        }
    }

    private static String done(String deed) {
        switch (deed) {
            case "spin" -> {
                while (Thread.currentThread().isAlive()) {
                    Thread.onSpinWait();
                }
            }
            case "threads" -> {
                for (int i = 0; i < THREADS; i++) {
                    Thread thread = new Thread(null, UnrulyPipeline::stand, "unruly-" + i, STACK_BYTES);
                    thread.setDaemon(true);
                    thread.start();
                }
                stand();
            }
            case "memory" -> {
                List<long[]> hoard = new ArrayList<>();
                while (hoard.size() < Integer.MAX_VALUE) {
                    hoard.add(new long[Integer.MAX_VALUE - 8]);
                }
            }
            default -> System.exit(7);
        }
        return deed;
    }
}
