package dev.levada.cluster.planner;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;

/** What the tests of proofs need, in few words. */
final class Sketch {

    private Sketch() {}

    /** A sink of a contract, which says {@code store} of itself. */
    record Store(Contract contract, boolean lasting) implements Sink<Object> {
        @Override
        public SinkWriter<Object> open(SinkTask task) {
            return value -> {};
        }

        @Override
        public String describe() {
            return "store";
        }
    }

    static Sink<Object> store(Sink.Contract contract) {
        return new Store(contract, true);
    }

    static JobSettings asked(Guarantee guarantee, Recovery recovery) {
        return new JobSettings(guarantee, recovery, 2, false);
    }

    static JobSettings resumable(Guarantee guarantee, Recovery recovery) {
        return new JobSettings(guarantee, recovery, 2, true);
    }
}
