package dev.levada.connectors.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rows of an epoch, as they travel in the job's state. The statement travels with them: they fit no other. */
final class PreparedRows {
    private static final int FORM = 1;

    private final String task;
    private final long epoch;
    private final long attempt;
    private final String sql;
    private final int count;
    private final byte[] rows;

    /**
     * @param task whose rows they are, as {@link TaskKey} names it
     * @param attempt that wrote them, for people
     * @param rows each a number of values, then the values
     */
    PreparedRows(String task, long epoch, long attempt, String sql, int count, byte[] rows) {
        this.task = task;
        this.epoch = epoch;
        this.attempt = attempt;
        this.sql = sql;
        this.count = count;
        this.rows = rows;
    }

    String task() {
        return task;
    }

    long epoch() {
        return epoch;
    }

    String sql() {
        return sql;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows.length + sql.length() + 128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            Values.writeBytes(out, task.getBytes(StandardCharsets.UTF_8));
            Numbers.write(out, epoch);
            Numbers.write(out, attempt);
            Values.writeBytes(out, sql.getBytes(StandardCharsets.UTF_8));
            Numbers.write(out, count);
            out.write(rows);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static PreparedRows of(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int form = in.readUnsignedByte();
            if (form != FORM) {
                throw new IOException(
                        "what was prepared is of form %d, not %d: it was written by two-phase commit or by a newer version; go on with that one, or start afresh"
                                .formatted(form, FORM));
            }
            String task = new String(Values.readBytes(in), StandardCharsets.UTF_8);
            long epoch = Numbers.read(in);
            long attempt = Numbers.read(in);
            String sql = new String(Values.readBytes(in), StandardCharsets.UTF_8);
            int count = (int) Numbers.read(in);
            return new PreparedRows(task, epoch, attempt, sql, count, in.readAllBytes());
        }
    }

    @Override
    public String toString() {
        return "epoch %d of %s, by attempt %d, %d rows".formatted(epoch, task, attempt, count);
    }

    /** Hands out the rows one by one. */
    RowReader reader() {
        return new RowReader(new DataInputStream(new ByteArrayInputStream(rows)), count);
    }

    /** Goes through the rows. */
    static final class RowReader {
        private final DataInputStream in;
        private int left;

        private RowReader(DataInputStream in, int count) {
            this.in = in;
            this.left = count;
        }

        boolean hasNext() {
            return left > 0;
        }

        List<BoundValue> next() throws IOException {
            left--;
            long width = Numbers.read(in);
            List<BoundValue> row = new ArrayList<>();
            for (long i = 0; i < width; i++) {
                row.add(Values.read(in));
            }
            return row;
        }
    }
}
