package dev.levada.dspbench.fraud;

import dev.levada.dspbench.Line;
import dev.levada.dspbench.kafka.KafkaStep;
import dev.levada.dspbench.kafka.KafkaWays;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Fraud Detection on Kafka Streams: the last kinds of transactions of a customer as bytes. */
public final class KafkaFraud {
    private static final String RECENT = "recent";
    private static final Serde<Move> MOVE = KafkaWays.fixed(
            Long.BYTES + Byte.BYTES,
            (move, bytes) -> bytes.putLong(move.seq).put((byte) move.state),
            bytes -> new Move(bytes.getLong(), bytes.get()));

    private KafkaFraud() {}

    /** A transaction whose customer is the key. */
    private record Move(long seq, int state) {}

    /** @param lines with their numbers, in order, of one partition */
    public static KStream<String, String> connect(
            StreamsBuilder builder, KStream<Long, String> lines, int parallelism) {
        builder.addStateStore(KafkaWays.inMemory(RECENT, Serdes.String(), Serdes.ByteArray()));
        return lines.process(Parsing::new)
                .repartition(KafkaWays.byKey("moves", Serdes.String(), MOVE, parallelism))
                .process(Predicting::new, RECENT);
    }

    private static final class Parsing extends KafkaStep<Long, String, String, Move> {
        Parsing() {
            super("");
        }

        @Override
        protected void process(Long number, String line) {
            for (Transaction each : Transaction.parse(new Line(number, line))) {
                emit(each.customer(), new Move(each.seq(), each.state()));
            }
        }
    }

    private static final class Predicting extends KafkaStep<String, Move, String, String> {
        private KeyValueStore<String, byte[]> recent;

        @SuppressWarnings("NullAway.Init") // opened first
        Predicting() {
            super("");
        }

        @Override
        protected void open(ProcessorContext<String, String> context) {
            recent = context.getStateStore(RECENT);
        }

        @Override
        protected void process(String customer, Move move) {
            byte[] kept = recent.get(customer);
            int[] before = kept == null ? RecentStates.none() : states(kept);
            RecentStates.judge(before, move.seq, customer, move.state).ifPresent(line -> emit(customer, line));
            recent.put(customer, bytes(RecentStates.with(before, move.state)));
        }

        private static int[] states(byte[] bytes) {
            int[] states = new int[bytes.length];
            for (int i = 0; i < states.length; i++) {
                states[i] = bytes[i];
            }
            return states;
        }

        private static byte[] bytes(int[] states) {
            byte[] bytes = new byte[states.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) states[i];
            }
            return bytes;
        }
    }
}
