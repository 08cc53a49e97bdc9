package dev.levada.bench;

import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.node.agent.Lifeline;
import dev.levada.node.main.WorkerMain;
import dev.levada.node.processes.JobLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The main program of the processes that measurements start: workers of the engine, and the hand-written ones. */
public final class BenchWorker implements JobLoader {

    private BenchWorker() {}

    /** Started by an agent only; the first word says as what. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        switch (words.get(0)) {
            case WorkerMain.WORD -> System.exit(WorkerMain.run(words, new BenchWorker()));
            case SocketLoopProcesses.COUNT -> {
                var unused = Lifeline.attach();
                SocketLoopProcesses.count(Integer.parseInt(words.get(1)), words.get(2));
            }
            case SocketLoopProcesses.SPLIT -> {
                var unused = Lifeline.attach();
                SocketLoopProcesses.split(
                        Integer.parseInt(words.get(1)),
                        Integer.parseInt(words.get(2)),
                        Long.parseLong(words.get(3)),
                        Long.parseLong(words.get(4)));
            }
            default -> throw new IllegalArgumentException("'%s' is started by nobody".formatted(words.get(0)));
        }
    }

    @Override
    public Loaded load(List<String> arguments, Path directory, Guarantee guarantee, Printer printer) {
        Consumer<String> told = line -> printer.print(line, false);
        Topology topology = switch (arguments.get(0)) {
            case KeyedJob.WORD -> KeyedJob.read(arguments).topology(told);
            case LoadJob.WORD -> LoadJob.read(arguments).topology(told);
            default -> RemoteJob.read(arguments).topology(told);
        };
        return new Loaded() {
            @Override
            public Topology topology() {
                return topology;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public ClassLoader classes() {
        return BenchWorker.class.getClassLoader();
    }
}
