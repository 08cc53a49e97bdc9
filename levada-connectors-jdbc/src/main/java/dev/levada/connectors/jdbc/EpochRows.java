package dev.levada.connectors.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** The rows of the epoch that is being written, as bytes, up to a limit. */
final class EpochRows {
    private final int mostBytes;
    private ByteArrayOutputStream rows = new ByteArrayOutputStream();
    private final ByteArrayOutputStream row = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(row);
    private int count;

    EpochRows(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /**
     * Adds a row, or nothing of it.
     *
     * @return whether there was room
     */
    boolean add(List<BoundValue> values) throws IOException {
        row.reset();
        Numbers.write(out, values.size());
        for (BoundValue value : values) {
            Values.write(out, value);
        }
        if ((long) rows.size() + row.size() > mostBytes) {
            return false;
        }
        row.writeTo(rows);
        count++;
        return true;
    }

    byte[] take() {
        byte[] all = rows.toByteArray();
        rows = new ByteArrayOutputStream();
        count = 0;
        return all;
    }
}
