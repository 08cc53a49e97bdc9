package dev.levada.testkit.guest;

import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.util.ArrayList;
import java.util.List;

/** Records that a test sends, one after the other. All of them are kept, so that they can be read again. */
public final class SentSource implements Source<Object> {
    private static final String SPLIT = "sent";

    private final List<Object> sent = new ArrayList<>();
    private boolean ended;

    /** Nothing is sent yet. */
    public SentSource() {}

    /** @throws IllegalStateException after {@link #end} */
    public void send(Object value) {
        if (ended) {
            throw new IllegalStateException("nothing can be sent after the end of the input, was " + value);
        }
        sent.add(value);
    }

    /** Nothing more will be sent. */
    public void end() {
        ended = true;
    }

    @Override
    public List<String> splits() {
        return List.of(SPLIT);
    }

    @Override
    public SourceReader<Object> open(String split, long position) {
        return new Reader(position);
    }

    @Override
    public String describe() {
        return "sent";
    }

    private final class Reader implements SourceReader<Object> {
        private long next;

        Reader(long next) {
            this.next = next;
        }

        @Override
        public Status read(SourceOutput<Object> out, int maxRecords, long nowNanos) {
            for (int i = 0; i < maxRecords && next < sent.size(); i++) {
                out.emit(sent.get((int) next++));
            }
            if (next < sent.size()) {
                return Status.MORE;
            }
            return ended ? Status.END : Status.IDLE;
        }

        @Override
        public long position() {
            return next;
        }
    }
}
