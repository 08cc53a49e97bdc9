package dev.levada.bench;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.Emitter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** What a {@link KeyedJob} does. */
public enum Workload {
    /** Words are counted; each record into the counting task makes an output. */
    WORDCOUNT(200_000) {
        @Override
        Stream<Output> build(Topology topology, KeyedJob job, Consumer<String> told) {
            return topology.from(sentences(job, told))
                    .<Arrival>flatMap(Arrival::split)
                    .keyBy(Arrival::text)
                    .process("keyed", Counting::new);
        }

        @Override
        int sources() {
            return 1;
        }

        @Override
        int keyedPerRecord() {
            return Sentences.WORDS_EACH;
        }

        @Override
        Total expected(KeyedJob job) {
            Sentences sentences = new Sentences(job.seed());
            long[] outputs = new long[1];
            long[] prints = new long[1];
            Map<String, Long> counts = new HashMap<>(20_000);
            for (long index = 0; index < job.count(); index++) {
                Sentences.split(sentences.get(index), word -> {
                    outputs[0]++;
                    prints[0] += new Output(word, counts.merge(word, 1L, Long::sum), 0).print();
                });
            }
            return new Total(outputs[0], prints[0]);
        }
    },

    /** Orders and their payments, which come two seconds later, find each other; each pair makes an output. */
    JOIN(40_000) {
        private static final double LATER_SECONDS = 2;

        @Override
        Stream<Output> build(Topology topology, KeyedJob job, Consumer<String> told) {
            long state = job.state().records();
            Stream<Arrival> orders = topology.from("orders", arrivals(job, index -> key(index), told));
            Stream<Arrival> payments = topology.from(
                    "payments",
                    new Arrivals<>(
                            job.count(),
                            job.parallelism(),
                            job.perSecond(),
                            job.startNanos() + (long) ((state / job.perSecond() + LATER_SECONDS) * 1e9),
                            marked(job, told, index -> new Arrival(key(index), state + index))));
            return orders.merge(payments).keyBy(Arrival::text).process("keyed", Joining::new);
        }

        private static String key(long order) {
            return "o" + order;
        }

        @Override
        int sources() {
            return 2;
        }

        @Override
        int keyedPerRecord() {
            return 1;
        }

        @Override
        double laterSeconds() {
            return LATER_SECONDS;
        }

        @Override
        Total expected(KeyedJob job) {
            long prints = 0;
            for (long order = 0; order < job.count(); order++) {
                prints += new Output(key(order), Joining.PAID, 0).print();
            }
            return new Total(job.count(), prints);
        }
    };

    private final double standardRate;

    Workload(double standardRate) {
        this.standardRate = standardRate;
    }

    /**
     * A record on its way to the keyed operator.
     *
     * @param index its number at its source
     */
    record Arrival(String text, long index) {

        /** Its words; an entry of the {@link LargeState} is one. */
        void split(Emitter<Arrival> out) {
            Sentences.split(text, word -> out.emit(new Arrival(word, index)));
        }
    }

    /** How many records a second come to the keyed operator where workers are killed and nothing else is said. */
    public double standardRate() {
        return standardRate;
    }

    /** All up to the sink. */
    abstract Stream<Output> build(Topology topology, KeyedJob job, Consumer<String> told);

    /** How many sources there are, all with as many records. */
    abstract int sources();

    /** How many records come to the keyed operator from each of a source's. */
    abstract int keyedPerRecord();

    /** How many records each source has of so many that come to the keyed operator. */
    final double ofEachSource(double keyed) {
        return keyed / (sources() * keyedPerRecord());
    }

    /** How long after a record is due at its source its output is, if nobody is late. */
    double laterSeconds() {
        return 0;
    }

    /** All outputs, each once. */
    abstract Total expected(KeyedJob job);

    /** What the words to be counted are in. */
    static Arrivals<Arrival> sentences(KeyedJob job, Consumer<String> told) {
        Sentences sentences = new Sentences(job.seed());
        return arrivals(job, sentences::get, told);
    }

    /** First those records that write the state, then others. */
    private static Arrivals<Arrival> arrivals(KeyedJob job, LongFunction<String> text, Consumer<String> told) {
        long state = job.state().records();
        LongFunction<Arrival> others = marked(job, told, index -> new Arrival(text.apply(index), state + index));
        return new Arrivals<>(
                state + job.count(),
                job.parallelism(),
                job.perSecond(),
                job.startNanos(),
                index -> index < state ? new Arrival(LargeState.key(index), index) : others.apply(index - state));
    }

    /** Tells of the marks that are passed. */
    private static LongFunction<Arrival> marked(KeyedJob job, Consumer<String> told, LongFunction<Arrival> record) {
        Marks marks = job.marks();
        return index -> {
            marks.pass(index, told);
            return record.apply(index);
        };
    }
}
