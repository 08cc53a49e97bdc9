package dev.levada.dspbench.spikes;

import dev.levada.dspbench.Line;
import dev.levada.dspbench.kafka.KafkaStep;
import dev.levada.dspbench.kafka.KafkaWays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Spike Detection on Kafka Streams: the readings of a device one by one in a store, so that what is written for each
 * reading is small. A spike is found by the task that has the average: to hand it on would take another topic.
 */
public final class KafkaSpikes {
    private static final String READINGS = "readings";
    private static final String SUMS = "sums";
    private static final int WINDOW = MovingAverage.WINDOW;
    private static final Serde<Sample> SAMPLE = KafkaWays.fixed(
            Long.BYTES + Double.BYTES,
            (sample, bytes) -> bytes.putLong(sample.seq).putDouble(sample.value),
            bytes -> new Sample(bytes.getLong(), bytes.getDouble()));
    private static final Serde<Sum> SUM = KafkaWays.fixed(
            Double.BYTES + Long.BYTES,
            (sum, bytes) -> bytes.putDouble(sum.value).putLong(sum.taken),
            bytes -> new Sum(bytes.getDouble(), bytes.getLong()));

    private KafkaSpikes() {}

    /** A reading whose device is the key. */
    private record Sample(long seq, double value) {}

    /** @param taken how many readings there have been, of which the last ones are in the sum */
    private record Sum(double value, long taken) {}

    /** @param lines with their numbers, in order, of one partition */
    public static KStream<Integer, String> connect(
            StreamsBuilder builder, KStream<Long, String> lines, int parallelism) {
        builder.addStateStore(KafkaWays.inMemory(READINGS, Serdes.Long(), Serdes.Double()));
        builder.addStateStore(KafkaWays.inMemory(SUMS, Serdes.Integer(), SUM));
        return lines.process(Parsing::new)
                .repartition(KafkaWays.byKey("samples", Serdes.Integer(), SAMPLE, parallelism))
                .process(Detecting::new, READINGS, SUMS);
    }

    private static final class Parsing extends KafkaStep<Long, String, Integer, Sample> {
        Parsing() {
            super(0);
        }

        @Override
        protected void process(Long number, String line) {
            for (Reading reading : Reading.parse(new Line(number, line))) {
                emit(reading.device(), new Sample(reading.seq(), reading.value()));
            }
        }
    }

    private static final class Detecting extends KafkaStep<Integer, Sample, Integer, String> {
        private static final Sum NONE = new Sum(0, 0);

        private KeyValueStore<Long, Double> readings;
        private KeyValueStore<Integer, Sum> sums;

        @SuppressWarnings("NullAway.Init") // opened first
        Detecting() {
            super(0);
        }

        @Override
        protected void open(ProcessorContext<Integer, String> context) {
            readings = context.getStateStore(READINGS);
            sums = context.getStateStore(SUMS);
        }

        @Override
        protected void process(Integer device, Sample sample) {
            Sum kept = sums.get(device);
            Sum before = kept == null ? NONE : kept;
            long slot = ((long) device << Integer.SIZE) | (before.taken % WINDOW);
            double others = before.taken < WINDOW ? before.value : before.value - readings.get(slot);
            Sum now = new Sum(others + sample.value, before.taken + 1);
            readings.put(slot, sample.value);
            sums.put(device, now);
            Average average = new Average(sample.seq, device, now.value / Math.min(now.taken, WINDOW), sample.value);
            if (average.isSpike()) {
                emit(device, average.line());
            }
        }
    }
}
