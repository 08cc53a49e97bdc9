package dev.levada.bench;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** What a job does whose workers are killed. */
public enum Workload {
    /** Words are counted; each record into the counting task makes an output. */
    WORDCOUNT(200_000) {
        @Override
        Stream<Output> build(Topology topology, RecoveryJob job) {
            Sentences sentences = new Sentences(job.seed());
            LargeState state = new LargeState(job.megabytes());
            return topology.from(arrivals(
                            job,
                            state.records() + job.count(),
                            0,
                            index -> index < state.records()
                                    ? new Arrival(LargeState.key(index), index)
                                    : new Arrival(sentences.get(index - state.records()), index)))
                    .<Arrival>flatMap((record, out) ->
                            Sentences.split(record.text(), word -> out.emit(new Arrival(word, record.index()))))
                    .keyBy(Arrival::text)
                    .process("keyed", Counting::new);
        }

        @Override
        double sourceRate(double perSecond) {
            return perSecond / Sentences.WORDS_EACH;
        }

        @Override
        Total expected(RecoveryJob job) {
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
        Stream<Output> build(Topology topology, RecoveryJob job) {
            LargeState state = new LargeState(job.megabytes());
            Stream<Arrival> orders = topology.from(
                    "orders",
                    arrivals(
                            job,
                            state.records() + job.count(),
                            0,
                            index -> index < state.records()
                                    ? new Arrival(LargeState.key(index), index)
                                    : new Arrival(key(index - state.records()), index)));
            double paidFrom = state.records() / job.perSecond() + LATER_SECONDS;
            Stream<Arrival> payments = topology.from(
                    "payments",
                    arrivals(job, job.count(), paidFrom, index -> new Arrival(key(index), state.records() + index)));
            return orders.merge(payments).keyBy(Arrival::text).process("keyed", Joining::new);
        }

        @Override
        double laterSeconds() {
            return LATER_SECONDS;
        }

        private static String key(long order) {
            return "o" + order;
        }

        @Override
        double sourceRate(double perSecond) {
            return perSecond / 2;
        }

        @Override
        Total expected(RecoveryJob job) {
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
    record Arrival(String text, long index) {}

    /** How many records a second come to the keyed operator, where nothing else is said. */
    public double standardRate() {
        return standardRate;
    }

    /** All up to the sink. */
    abstract Stream<Output> build(Topology topology, RecoveryJob job);

    /** How many records a second each source has. */
    abstract double sourceRate(double perSecond);

    /** How long after a record is due at its source its output is, if nobody is late. */
    double laterSeconds() {
        return 0;
    }

    /** All outputs, each once. */
    abstract Total expected(RecoveryJob job);

    private static Arrivals<Arrival> arrivals(
            RecoveryJob job, long count, double fromSeconds, LongFunction<Arrival> record) {
        return new Arrivals<>(
                count,
                RecoveryJob.PARALLELISM,
                job.perSecond(),
                job.startMillis() + (long) (fromSeconds * 1_000),
                record);
    }
}
