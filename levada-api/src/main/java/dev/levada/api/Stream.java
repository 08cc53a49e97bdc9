package dev.levada.api;

import dev.levada.api.connector.Sink;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.EventTimes;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.Condition;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.EventTimeFunction;
import dev.levada.api.operator.FlatMapper;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Records on their way from one operator to the next.
 *
 * <p>The methods that add an operator return the stream of what it emits. The settings ({@link #parallelism},
 * {@link #onError}, {@link #recover}, {@link #named} ...) speak of the operator that this stream comes from. A stream
 * may be read by several operators; each gets all of it.
 */
public final class Stream<T> {
    private final Topology topology;
    private final List<Origin> origins;

    Stream(Topology topology, OperatorBuilder operator) {
        this(topology, List.of(new Origin(operator, Operator.Input.MAIN, Partitioning.any(), Optional.empty())));
    }

    private Stream(Topology topology, List<Origin> origins) {
        this.topology = topology;
        this.origins = origins;
    }

    /** One output of one operator, how it is spread, and what holds there. */
    record Origin(OperatorBuilder operator, String output, Partitioning partitioning, Optional<Border> border) {

        Origin spread(Partitioning newPartitioning) {
            return new Origin(operator, output, newPartitioning, border);
        }

        Origin behind(Border newBorder) {
            return new Origin(operator, output, partitioning, Optional.of(newBorder));
        }

        Operator.Input toInput() {
            return new Operator.Input(operator.name(), output, partitioning, border);
        }
    }

    /**
     * Says when the records of this stream, which comes right from a source, happened. Timers and windows by time go by
     * it.
     *
     * @param maxLateness by how much a record may be earlier than the latest one before it in its split; one that is
     *     earlier is late
     */
    public Stream<T> eventTime(Mapper<? super T, Instant> at, Duration maxLateness) {
        return eventTimeMillis(new Stateless.Millis<>(at), maxLateness);
    }

    /** The same with times in milliseconds since 1970. */
    public Stream<T> eventTimeMillis(EventTimeFunction<? super T> at, Duration maxLateness) {
        operator().eventTime(new EventTimes(at, maxLateness));
        return this;
    }

    /**
     * Says that splits of this stream's source which give no record for a while hold nobody up: event time goes on
     * without them, until their next record. That may come late then.
     *
     * @param nothing for how long, from 1 ms
     * @throws IllegalStateException if the stream does not come right from a source whose {@link #eventTime} is known
     */
    public Stream<T> idleAfter(Duration nothing) {
        operator().idleAfter(nothing);
        return this;
    }

    /** Makes one record of each. */
    public <R> Stream<R> map(Mapper<? super T, ? extends R> mapper) {
        return stateless("map", () -> new Stateless.Map<>(mapper));
    }

    /** Keeps the records for which the condition holds. */
    public Stream<T> filter(Condition<? super T> condition) {
        return stateless("filter", () -> new Stateless.Filter<>(condition));
    }

    /** Makes any number of records of each, given as a list or another iterable. */
    public <R> Stream<R> flatMap(Mapper<? super T, ? extends Iterable<? extends R>> mapper) {
        return stateless("flat-map", () -> new Stateless.FlatMapAll<T, R>(mapper));
    }

    /** Makes any number of records of each, handed to an emitter. */
    public <R> Stream<R> flatMap(FlatMapper<? super T, R> mapper) {
        return stateless("flat-map", () -> new Stateless.FlatMap<>(mapper));
    }

    /** Shows each record to a function on the way; the record must not be changed. */
    public Stream<T> peek(Consumer<? super T> viewer) {
        return stateless("peek", () -> new Stateless.Peek<>(viewer));
    }

    /**
     * Processes each record with full access but keyed state.
     *
     * @param processors gives each task a processor of its own
     */
    public <R> Stream<R> process(String name, Supplier<? extends Processor<? super T, R>> processors) {
        return new Stream<>(
                topology,
                topology.add(
                        name, new Definition.Transform(processors, Optional.empty(), true, Written.here()), origins));
    }

    /**
     * Asks the world outside about each record, and emits the answers. A call that fails is what the operator's
     * {@link #onError} is about; retries have the same idempotency key. What is emitted has the event time of its
     * record, and no watermark overtakes a record that waits for its answer.
     *
     * <p>Calls in flight are in the snapshots of the job, so records need codecs, and are made again after a failure
     * under the same key. Where what tasks choose is logged, answers are: none is asked for that is in the log.
     *
     * @param function shared by all tasks
     */
    public <R> Stream<R> mapAsync(String name, AsyncFunction<? super T, R> function, AsyncCalls calls) {
        return new Stream<>(
                topology,
                topology.add(name, new Definition.Call(function, calls, Optional.empty(), Written.here()), origins));
    }

    /** The same records, for every task of an operator that is about others; see {@link #connect}. */
    public Broadcast<T> broadcast() {
        return new Broadcast<>(topology, origins);
    }

    /** These records, and others that every task of the operator on them gets: rules, settings, rates. */
    public <B> Connected<T, B> connect(Broadcast<B> broadcast) {
        return new Connected<>(topology, origins, Optional.empty(), broadcast);
    }

    /** The same records, spread by key: what comes next may keep state for each. */
    public <K> KeyedStream<K, T> keyBy(Mapper<? super T, ? extends K> key) {
        return new KeyedStream<>(topology, partition(Partitioning.byKey(key)).origins, key);
    }

    /** The same records, spread over the next operator's tasks as said. */
    public Stream<T> partition(Partitioning partitioning) {
        return new Stream<>(
                topology,
                origins.stream().map(origin -> origin.spread(partitioning)).toList());
    }

    /**
     * The same records, as what comes next is to get them where the operator may do something else after a failure: at
     * once, and to go back with it, or when they are final. What is not said, the planner chooses.
     */
    public Stream<T> border(Border border) {
        return new Stream<>(
                topology, origins.stream().map(origin -> origin.behind(border)).toList());
    }

    /** The records of this stream and of others, in the order in which they happen to arrive. */
    @SafeVarargs
    public final Stream<T> merge(Stream<? extends T>... others) {
        List<Origin> all = new ArrayList<>(origins);
        for (Stream<? extends T> other : others) {
            all.addAll(other.originsIn(this));
        }
        return new Stream<>(topology, List.copyOf(all));
    }

    /** Where it comes from, to be joined with another stream. */
    List<Origin> originsIn(Stream<?> other) {
        if (other.topology != topology) {
            throw new IllegalArgumentException("cannot merge a stream of topology '%s' into one of topology '%s'"
                    .formatted(topology.name(), other.topology.name()));
        }
        return origins;
    }

    /** Both halves of this stream: the records for which the condition holds, and the others. */
    public Split<T> split(Condition<? super T> condition) {
        Stream<T> matching = asksNothing(topology.freeName("split"), () -> new Stateless.Split<T>(condition));
        return new Split<>(matching, matching.side(Stateless.Split.others()));
    }

    /** Two streams made of one. */
    public record Split<T>(Stream<T> matching, Stream<T> others) {}

    /**
     * Begins a loop: an operator that takes these records, and those that are {@link Loop#feedBack fed back} to it.
     *
     * @param name of the loop and that operator
     */
    public Loop<T> loop(String name) {
        OperatorBuilder head = topology.add(
                name,
                new Definition.Transform(Stateless.Pass<T>::new, Optional.empty(), false, Written.here()),
                origins);
        head.open();
        return new Loop<>(new Stream<>(topology, head), head);
    }

    /** What the operator emits to a side output. */
    public <S> Stream<S> side(SideOutput<S> output) {
        return new Stream<>(
                topology, List.of(new Origin(operator(), output.name(), Partitioning.any(), Optional.empty())));
    }

    /** What the operator could not process; it must have {@link ErrorPolicy#deadLetter()}. */
    public Stream<DeadLetter> errors() {
        return side(DeadLetter.OUTPUT);
    }

    /** Writes all records to a sink, which recovers as what it reads does, if that made a choice, and one only. */
    public Topology to(Sink<? super T> sink) {
        return to(topology.freeName("sink"), sink);
    }

    /** Writes all records to a sink, under a name of its own. */
    public Topology to(String name, Sink<? super T> sink) {
        OperatorBuilder operator = topology.add(name, new Definition.Write(sink), origins);
        if (sink.fixedParallelism() > 0) {
            operator.parallelism(sink.fixedParallelism());
        }
        if (sink.blocking()) {
            operator.blocking();
        }
        List<Optional<Recovery>> choices = origins.stream()
                .map(origin -> origin.operator().recovery())
                .distinct()
                .toList();
        if (choices.size() == 1) {
            choices.get(0).ifPresent(operator::recover);
        }
        return topology;
    }

    /** Names the operator; names show in plans, metrics and errors, and state is matched by them. */
    public Stream<T> named(String name) {
        topology.rename(operator(), name);
        return this;
    }

    /** Runs the operator in so many tasks, from 1 to 32,768. */
    public Stream<T> parallelism(int tasks) {
        operator().parallelism(tasks);
        return this;
    }

    /** Says what happens when the operator throws. The default is that the job fails. */
    public Stream<T> onError(ErrorPolicy policy) {
        operator().onError(policy);
        return this;
    }

    /** Chooses how the operator recovers, in place of the job's choice. */
    public Stream<T> recover(Recovery recovery) {
        operator().recover(recovery);
        return this;
    }

    /** Gives the operator tasks of its own, even if a neighbour could share them. */
    public Stream<T> apart() {
        operator().apart();
        return this;
    }

    /** Declares that the operator may wait for the outside world, so that each of its tasks gets a thread. */
    public Stream<T> blocking() {
        operator().blocking();
        return this;
    }

    private <R> Stream<R> stateless(String kind, Supplier<? extends Processor<? super T, R>> processors) {
        return asksNothing(topology.freeName(kind), processors);
    }

    private <R> Stream<R> asksNothing(String name, Supplier<? extends Processor<? super T, R>> processors) {
        return new Stream<>(
                topology,
                topology.add(
                        name, new Definition.Transform(processors, Optional.empty(), false, Written.here()), origins));
    }

    private OperatorBuilder operator() {
        if (origins.size() != 1) {
            throw new IllegalStateException(
                    "a merged stream comes from several operators; make the setting on each of them before merging");
        }
        return origins.get(0).operator();
    }
}
