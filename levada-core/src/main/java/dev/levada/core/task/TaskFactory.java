package dev.levada.core.task;

import dev.levada.api.codec.Codec;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.Source;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import dev.levada.core.channel.ElementCodec;
import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.InputCursor;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.OutputGate;
import dev.levada.core.channel.Receiver;
import dev.levada.core.channel.Retention;
import dev.levada.core.channel.Router;
import dev.levada.core.channel.Spill;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Finality;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.Prepared;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.state.KeyedState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds a task of a plan, from its last operator to its first. */
public final class TaskFactory {
    private final JobPlan plan;
    private final JobPlan.Chain chain;
    private final TaskId id;
    private final Wiring wiring;
    private final TaskStart start;
    private final TaskRecovery recovery;
    private final TaskListener listener;
    private final OutputGate output;
    private final @Nullable DeterminantLog log;
    private final Services services;
    private final EventClock clock;
    private final Deque<Station> stations = new ArrayDeque<>();
    private final Deque<OperatorCounters> counters = new ArrayDeque<>();
    private final List<HeldSink> held = new ArrayList<>();

    private TaskFactory(JobPlan plan, TaskId id, TaskStart start, Wiring wiring) {
        this.plan = plan;
        this.chain = plan.chain(id.chain());
        this.id = id;
        this.start = start;
        this.wiring = wiring;
        this.recovery = wiring.recovery(id);
        this.listener = wiring.listener(id);
        this.clock = new EventClock(plan.isTimed(chain.name()));
        clock.watermark(start.watermarks().millis());
        this.output = new OutputGate(recovery, wiring.batchSize(), recovery.retention(), spill(), clock);
        this.log = recovery.logs() ? log() : null;
        this.services = new Services(
                plan.job(),
                id,
                wiring.seed(id),
                start.externalCalls(),
                log,
                wiring.codecs().codec(Object.class));
    }

    /**
     * A new attempt, not yet opened.
     *
     * @throws RuntimeException if the state that it is to begin with cannot be read
     */
    public static Task build(JobPlan plan, TaskId id, TaskStart start, Wiring wiring) {
        return new TaskFactory(plan, id, start, wiring).build();
    }

    private Task build() {
        TaskInput input = null;
        Station next = null;
        for (int i = chain.operators().size() - 1; i >= 0; i--) {
            Operator operator = chain.operators().get(i);
            OperatorCounters counted = new OperatorCounters(operator.name(), clock);
            counters.addFirst(counted);
            Map<String, Receiver> outlets = outlets(operator, next, counted);
            if (operator.definition() instanceof Definition.Read read) {
                input = sourceInput(operator, read, counted, outlets);
            } else {
                next = station(operator, counted, outlets);
                stations.addFirst(next);
            }
        }
        if (input == null) {
            input = new ChannelInput(
                    cursors(),
                    start.ended(),
                    stations.getFirst(),
                    output,
                    recovery,
                    wiring.latency(id),
                    Laps.of(plan, id, output, start.loop()),
                    Watermarks.of(plan, id, inputs(), start.ended(), start.watermarks()),
                    clock,
                    log,
                    content());
        }
        ImmediateSinks immediate = new ImmediateSinks(held, listener);
        start.outputs().forEach(output::start);
        start.sent().forEach(output::sentBefore);
        return new Task(
                id,
                start,
                input,
                List.copyOf(stations),
                output,
                services,
                recovery,
                listener,
                List.copyOf(counters),
                log == null
                        ? null
                        : new TaskLog(id, start, log, services, output, listener, immediate, recovery.logsContent()),
                immediate,
                plan::isBack);
    }

    private DeterminantLog log() {
        DeterminantLog made = new DeterminantLog(id, processed(), start.epoch(), start.determinants());
        if (wiring.onlyRepeats(id)) {
            made.onlyRepeat();
        }
        if (recovery.logsContent() && wiring.follows(id)) {
            made.follow();
        }
        return made;
    }

    private @Nullable ElementCodec content() {
        return recovery.logsContent() ? new ElementCodec(wiring.codecs()) : null;
    }

    private @Nullable Spill spill() {
        boolean comesBack = plan.edgesFrom(chain.name()).stream().anyMatch(JobPlan.Edge::back);
        if (recovery.retention() != Retention.RELEASED && (recovery.retention() == Retention.NONE || !comesBack)) {
            return null;
        }
        return wiring.spill(id)
                .map(store -> new Spill(
                        store, wiring.codecs(), wiring.budgetRecords(), problem -> listener.warn(id + ": " + problem)))
                .orElse(null);
    }

    private TaskInput sourceInput(
            Operator operator, Definition.Read read, OperatorCounters counted, Map<String, Receiver> outlets) {
        @SuppressWarnings("unchecked") // the topology gave source and consumers the same type
        Source<Object> source = (Source<Object>) read.source();
        List<SourcePositions.Split> splits = splits();
        return new SourceInput(
                operator,
                source,
                splits,
                output,
                recovery,
                new PositionGate(recovery.positionFirst(), listener::record),
                wiring.latency(id),
                counted,
                main(outlets, counted),
                outlet(outlets, DeadLetter.OUTPUT.name(), counted),
                clock,
                read.eventTime()
                        .map(times -> new SplitTimes(
                                times,
                                splits,
                                start.watermarks().millis(),
                                start.watermarks().idle()))
                        .orElse(null),
                log);
    }

    private Station station(Operator operator, OperatorCounters counted, Map<String, Receiver> outlets) {
        if (operator.definition() instanceof Definition.Write write) {
            @SuppressWarnings("unchecked") // the topology gave it a stream of what it takes
            Sink<Object> sink = (Sink<Object>) write.sink();
            return sinkStation(operator, sink, counted, outlet(outlets, DeadLetter.OUTPUT.name(), counted));
        }
        if (operator.definition() instanceof Definition.Call call) {
            return callStation(operator, call, counted, outlets);
        }
        Definition.Transform transform = (Definition.Transform) operator.definition();
        return new OperatorRunner(
                operator,
                processor(transform),
                key(transform.key()),
                services,
                clock,
                counted,
                main(outlets, counted),
                outlets,
                id.index(),
                chain.parallelism(),
                plan.edgesInto(chain.name()).stream().anyMatch(plan::isInLoop),
                state(operator));
    }

    private Station callStation(
            Operator operator, Definition.Call call, OperatorCounters counted, Map<String, Receiver> outlets) {
        if (!operator.equals(chain.head())) {
            throw new IllegalArgumentException(
                    "operator '%s' makes calls and comes second in chain '%s'; the plan is to begin a chain with it"
                            .formatted(operator.name(), chain.name()));
        }
        Codec<Object> codec = wiring.codecs().codec(Object.class);
        return new CallRunner(
                operator,
                call,
                state(operator),
                start.epoch() == 0 && !start.window().isWithin(),
                services,
                CallKeys.of(plan.job(), id, start, log, codec),
                codec,
                clock,
                counted,
                main(outlets, counted),
                outlet(outlets, DeadLetter.OUTPUT.name(), counted),
                output,
                wiring.calls(id),
                log);
    }

    private Station sinkStation(Operator operator, Sink<Object> sink, OperatorCounters counted, Receiver deadLetters) {
        boolean holds = !sink.contract().onCommit() && recovery.finality() != Finality.NONE;
        List<byte[]> prepared = holds ? List.of() : prepared(operator);
        SinkTask task = new SinkTask(
                plan.job(), start.run(), operator.name(), id.index(), chain.parallelism(), start.attempt(), prepared);
        SinkRunner runner = new SinkRunner(operator, sink, task, counted, deadLetters);
        if (!holds) {
            return runner;
        }
        HeldSink station = new HeldSink(
                operator.name(), runner, recovery.finality(), wiring.codecs().codec(Object.class), start);
        held.add(station);
        return station;
    }

    private KeyedState state(Operator operator) {
        return start.operator(operator.name())
                .state()
                .orElseGet(() -> new KeyedState(operator.name(), wiring.codecs()));
    }

    private List<byte[]> prepared(Operator operator) {
        return Stream.concat(
                        start.operator(operator.name()).prepared().stream().map(Prepared::handle),
                        start.positions().shown().stream()
                                .filter(shown -> shown.operator().equals(operator.name()))
                                .map(SourcePositions.Shown::handle))
                .toList();
    }

    /** This task's splits, each from where its snapshot says. */
    private List<SourcePositions.Split> splits() {
        Map<String, SourcePositions.Split> known = new LinkedHashMap<>();
        start.positions().splits().forEach(split -> known.put(split.split(), split));
        return wiring.splits(id).stream()
                .map(name -> known.getOrDefault(name, new SourcePositions.Split(name, 0, false)))
                .toList();
    }

    @SuppressWarnings("unchecked") // as above
    static Processor<Object, Object> processor(Definition.Transform transform) {
        return (Processor<Object, Object>) transform.processors().get();
    }

    @SuppressWarnings("unchecked") // as above
    static @Nullable Mapper<Object, Object> key(Optional<Mapper<?, ?>> key) {
        return (Mapper<Object, Object>) key.orElse(null);
    }

    /** Where each output that somebody reads leads: to the next operator of the chain, and to other tasks. */
    private Map<String, Receiver> outlets(Operator operator, @Nullable Station next, OperatorCounters counted) {
        Map<String, List<Receiver>> receivers = new LinkedHashMap<>();
        if (next != null) {
            receivers
                    .computeIfAbsent(Operator.Input.MAIN, any -> new ArrayList<>())
                    .add(next);
        }
        for (JobPlan.Edge edge : plan.edgesFrom(chain.name())) {
            if (edge.operator().equals(operator.name())) {
                receivers
                        .computeIfAbsent(edge.output(), any -> new ArrayList<>())
                        .add(router(edge));
            }
        }
        Map<String, Receiver> outlets = new LinkedHashMap<>();
        receivers.forEach((name, all) -> outlets.put(name, Outlet.of(all, counted)));
        return outlets;
    }

    private Router router(JobPlan.Edge edge) {
        List<OutputChannel> channels =
                plan.channelsFrom(id, edge).stream().map(wiring::output).toList();
        return Router.of(edge.partitioning(), channels, edge.back(), services.random(), output);
    }

    private static Receiver main(Map<String, Receiver> outlets, OperatorCounters counted) {
        return outlet(outlets, Operator.Input.MAIN, counted);
    }

    private static Receiver outlet(Map<String, Receiver> outlets, String name, OperatorCounters counted) {
        Receiver receiver = outlets.get(name);
        return receiver != null ? receiver : Outlet.of(List.of(), counted);
    }

    private List<ChannelId> inputs() {
        return plan.edgesInto(chain.name()).stream()
                .flatMap(edge -> plan.channelsInto(id, edge).stream())
                .toList();
    }

    /** For each input, the last number that is in the state. */
    private long[] processed() {
        return inputs().stream()
                .mapToLong(channel -> start.inputs().getOrDefault(channel, 1L) - 1)
                .toArray();
    }

    private List<InputCursor> cursors() {
        return inputs().stream()
                .map(channel -> new InputCursor(
                        wiring.input(channel), recovery.gaps(), start.inputs().getOrDefault(channel, 1L)))
                .toList();
    }
}
