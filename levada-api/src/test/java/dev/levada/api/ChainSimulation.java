package dev.levada.api;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Runs a chain of operators in one thread: a seed says which task takes the next record, so tasks overtake each other.
 * With restarts, a processor is now and then replaced by a new one on the same state.
 */
final class ChainSimulation {
    private final Random random;
    private final boolean restarts;
    private final List<List<Task>> transforms = new ArrayList<>();
    private final List<Operator> operators;
    private final Queue<Object> sinkInput = new ArrayDeque<>();
    private int turn;

    private ChainSimulation(Graph graph, long seed, boolean restarts) {
        this.random = new Random(seed);
        this.restarts = restarts;
        this.operators = graph.operators();
    }

    static void run(Graph graph, long seed, boolean restarts) throws Exception {
        new ChainSimulation(graph, seed, restarts).run();
    }

    private void run() throws Exception {
        for (Operator operator : operators.subList(1, operators.size() - 1)) {
            Definition.Transform definition = (Definition.Transform) operator.definition();
            transforms.add(IntStream.range(0, operator.parallelism())
                    .mapToObj(i -> new Task(definition))
                    .toList());
        }
        read();
        while (step()) {
            // until all queues are empty
        }
        for (int i = 0; i < transforms.size(); i++) {
            for (int task = 0; task < transforms.get(i).size(); task++) {
                transforms.get(i).get(task).end();
                passOn(i, task);
            }
            while (step()) {
                // until what the end gave is through
            }
        }
        write();
    }

    private void read() throws Exception {
        Source<?> source = ((Definition.Read) operators.get(0).definition()).source();
        try (SourceReader<?> reader = source.open(source.splits().get(0), 0)) {
            while (readSome(reader) != SourceReader.Status.END) {
                for (int i = random.nextInt(6); i > 0 && step(); i--) {
                    // tasks work while the source gives
                }
            }
        }
    }

    private <T> SourceReader.Status readSome(SourceReader<T> reader) throws Exception {
        List<T> records = new ArrayList<>();
        SourceReader.Status status = reader.read(new Records<>(records), 1 + random.nextInt(4), 0);
        for (T each : records) {
            route(0, 0, each);
        }
        return status;
    }

    private boolean step() throws Exception {
        List<int[]> ready = new ArrayList<>();
        for (int i = 0; i < transforms.size(); i++) {
            for (int task = 0; task < transforms.get(i).size(); task++) {
                if (!transforms.get(i).get(task).queue.isEmpty()) {
                    ready.add(new int[] {i, task});
                }
            }
        }
        if (ready.isEmpty()) {
            return false;
        }
        int[] chosen = ready.get(random.nextInt(ready.size()));
        Task task = transforms.get(chosen[0]).get(chosen[1]);
        if (restarts && random.nextInt(10) == 0) {
            task.restart();
        }
        task.processNext();
        passOn(chosen[0], chosen[1]);
        return true;
    }

    private void passOn(int transform, int task) throws Exception {
        for (Object each : transforms.get(transform).get(task).context.take()) {
            route(transform + 1, task, each);
        }
    }

    private void route(int transform, int from, Object value) throws Exception {
        if (transform == transforms.size()) {
            sinkInput.add(value);
            return;
        }
        List<Task> tasks = transforms.get(transform);
        Operator.Input input = operators.get(transform + 1).inputs().get(0);
        tasks.get(target(input.partitioning(), operators.get(transform).parallelism(), from, tasks, value))
                .queue
                .add(value);
    }

    @SuppressWarnings("unchecked")
    private int target(Partitioning partitioning, int producers, int from, List<Task> tasks, Object value)
            throws Exception {
        if (partitioning instanceof Partitioning.ByKey byKey) {
            return Math.floorMod(
                    ((Mapper<Object, Object>) byKey.key()).apply(value).hashCode(), tasks.size());
        }
        if (partitioning == Partitioning.onDemand()) {
            return IntStream.range(0, tasks.size())
                    .boxed()
                    .min(Comparator.comparing(i -> tasks.get(i).queue.size()))
                    .orElseThrow();
        }
        return producers == tasks.size() ? from : turn++ % tasks.size();
    }

    @SuppressWarnings("unchecked")
    private void write() throws Exception {
        Operator last = operators.get(operators.size() - 1);
        Sink<Object> sink = (Sink<Object>) ((Definition.Write) last.definition()).sink();
        SinkWriter<Object> writer = sink.open(SinkTask.first("test", "sink", 0, 1));
        for (Object each : sinkInput) {
            writer.write(each);
        }
        writer.close();
    }

    private static final class Task {
        private final Definition.Transform definition;
        private final FakeContext<Object> context = new FakeContext<>();
        private final Queue<Object> queue = new ArrayDeque<>();
        private Processor<Object, Object> processor;

        Task(Definition.Transform definition) {
            this.definition = definition;
            this.processor = open(definition, context);
        }

        @SuppressWarnings("unchecked")
        private static Processor<Object, Object> open(Definition.Transform definition, FakeContext<Object> context) {
            Processor<Object, Object> fresh =
                    (Processor<Object, Object>) definition.processors().get();
            try {
                fresh.open(context);
            } catch (Exception thrown) {
                throw new AssertionError("a processor cannot be opened", thrown);
            }
            return fresh;
        }

        void restart() {
            context.key(null);
            processor = open(definition, context);
        }

        @SuppressWarnings("unchecked")
        void processNext() throws Exception {
            Object value = queue.remove();
            Optional<Mapper<?, ?>> key = definition.key();
            context.key(key.isPresent() ? ((Mapper<Object, Object>) key.get()).apply(value) : null);
            processor.process(value, context);
        }

        void end() throws Exception {
            processor.end(context);
        }
    }

    private record Records<T>(List<T> records) implements SourceOutput<T> {
        @Override
        public void emit(T value) {
            records.add(value);
        }

        @Override
        public void emit(T value, long dueNanos) {
            records.add(value);
        }

        @Override
        public void malformed(MalformedRecordException problem) {
            throw problem;
        }
    }
}
