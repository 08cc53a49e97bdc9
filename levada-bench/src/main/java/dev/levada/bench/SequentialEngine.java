package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Applications;
import dev.levada.dspbench.Line;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * No engine at all: the sequential program that each application is checked by, on one thread. What an engine needs in
 * cores to be as fast is what it costs.
 */
final class SequentialEngine extends EmbeddedEngine {
    static final String LABEL = "sequential";
    private static final long WAIT_NANOS = 50_000;

    @Override
    public String label() {
        return LABEL;
    }

    /** Programs for running totals tell the last of each only, which is less work. */
    @Override
    protected Set<String> applications() {
        Set<String> codes = new HashSet<>(MatrixBench.APPLICATIONS);
        codes.removeAll(RunningTotals.APPLICATIONS);
        return codes;
    }

    @Override
    protected List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X"))
                .toList();
    }

    @Override
    Optional<String> refuses(String application, Recovery recovery, int workers) {
        return recovery.equals(Recovery.none())
                ? super.refuses(application, recovery, workers)
                : Optional.of(LABEL + " does nothing against failures");
    }

    @Override
    double startSeconds(int workers) {
        return 0.1;
    }

    @Override
    protected void run(Load load) {
        Application application = Applications.find(load.application()).orElseThrow();
        LoadOutputs outputs = load.outputs(0);
        application.oracle(List.of(() -> lines(load)), load.job().seed(), outputs::add);
        outputs.finish();
    }

    private static Iterator<Line> lines(Load load) {
        return LongStream.range(0, load.count())
                .mapToObj(index -> {
                    while (load.dueNanos(index) - System.nanoTime() > 0) {
                        LockSupport.parkNanos(WAIT_NANOS);
                    }
                    return new Line(index, load.text(index));
                })
                .iterator();
    }
}
