package dev.levada.core.task;

import dev.levada.api.codec.ByteOutput;
import dev.levada.core.channel.ElementCodec;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import org.jspecify.annotations.Nullable;

/** What a task logs of what it takes from its channels; each goes by its number in the log. Confined to the task. */
interface TakingLog {

    /** A batch, or the end of the channel, was taken. */
    void took(int input, Element element);

    /** A barrier was processed. */
    void passed(int input, Barrier barrier);

    /** Timers fire that were due at a time of day. */
    void ticked(long nowMillis);

    /**
     * @param log null if nothing is logged
     * @param content writes what was taken; null if only the order is logged
     */
    static TakingLog of(@Nullable DeterminantLog log, @Nullable ElementCodec content) {
        if (log == null) {
            return new Nothing();
        }
        return content == null ? new Order(log) : new Content(log, content);
    }

    /** A new attempt may take in another order. */
    record Nothing() implements TakingLog {
        @Override
        public void took(int input, Element element) {}

        @Override
        public void passed(int input, Barrier barrier) {}

        @Override
        public void ticked(long nowMillis) {}
    }

    /** A new attempt is sent all of it again, barriers too. */
    record Order(DeterminantLog log) implements TakingLog {
        @Override
        public void took(int input, Element element) {
            log.order(input, element.lastSequence());
        }

        @Override
        public void passed(int input, Barrier barrier) {}

        @Override
        public void ticked(long nowMillis) {
            log.timers(nowMillis);
        }
    }

    /** A new attempt is not sent what is in the log. */
    record Content(DeterminantLog log, ElementCodec codec, ByteOutput scratch) implements TakingLog {
        private static final int FIRST_BYTES = 1 << 10;

        Content(DeterminantLog log, ElementCodec codec) {
            this(log, codec, new ByteOutput(FIRST_BYTES));
        }

        @Override
        public void took(int input, Element element) {
            scratch.clear();
            codec.write(element, scratch);
            log.content(input, element.lastSequence(), scratch);
        }

        @Override
        public void passed(int input, Barrier barrier) {
            log.order(input, barrier.lastSequence());
        }

        @Override
        public void ticked(long nowMillis) {
            log.timers(nowMillis);
        }
    }
}
