package dev.levada.core.state;

import dev.levada.api.codec.ByteOutput;
import dev.levada.core.codec.Codecs;
import dev.levada.core.state.Changes.Removed;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Writes a view block by block. */
final class BlockWriter implements Iterator<byte[]> {
    private static final int BLOCK_BYTES = 64 * 1024;

    private final StateView view;
    private final String operator;
    private final List<TableView> tables;
    private final EntryWriter entries;
    private final ByteOutput out = new ByteOutput(1024);
    private Iterator<Cell> cells = Collections.emptyIterator();
    private Iterator<Removed> removed = Collections.emptyIterator();
    private int tablesTaken;
    private int number;
    private boolean ended;
    private boolean failed;

    BlockWriter(StateView view, String operator, Codecs codecs, List<TableView> tables) {
        this.view = view;
        this.operator = operator;
        this.tables = tables;
        this.entries = new EntryWriter(operator, codecs, out);
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public byte[] next() {
        if (ended) {
            throw new NoSuchElementException("no more blocks");
        }
        if (failed) { // an entry would be missing, and nobody would know
            throw new IllegalStateException(
                    "a block of the view of operator '%s' could not be written before".formatted(operator));
        }
        failed = true;
        view.startReading();
        try {
            byte[] block = block();
            failed = false;
            return block;
        } finally {
            view.stopReading();
        }
    }

    private byte[] block() {
        out.clear();
        out.writeLength(number);
        if (number == 0) {
            writeHead();
        }
        entries.restart();
        while (!ended && out.size() < BLOCK_BYTES) {
            writeItem();
        }
        number++;
        return BlockFormat.seal(out);
    }

    private void writeHead() {
        out.writeByte(BlockFormat.VERSION);
        out.writeString(operator);
        out.writeByte(view.full() ? 1 : 0);
        out.writeLength(tables.size());
        for (StateShape shape : view.shapes()) {
            out.writeString(shape.name());
            out.writeString(shape.kind());
        }
    }

    private void writeItem() {
        if (cells.hasNext()) {
            out.writeByte(BlockFormat.ENTRY);
            entries.write(cells.next());
        } else if (removed.hasNext()) {
            out.writeByte(BlockFormat.REMOVED);
            entries.writeKey(removed.next());
        } else if (tablesTaken < tables.size()) {
            out.writeByte(BlockFormat.TABLE);
            out.writeLength(tablesTaken);
            take(tables.get(tablesTaken++));
        } else {
            out.writeByte(BlockFormat.END);
            ended = true;
        }
    }

    private void take(TableView table) {
        entries.startTable(table.shape().name(), table.kind());
        cells = table.cells(entries::compareKeys);
        removed = table.removed().iterator();
    }
}
