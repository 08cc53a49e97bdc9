package dev.levada.core.state;

import dev.levada.api.codec.ByteOutput;
import dev.levada.core.codec.Codecs;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** In what two states of one operator differ, byte by byte as in a snapshot, for people. */
public final class StateDifference {
    private final EntryWriter entries;
    private final ByteOutput out = new ByteOutput(256);

    private StateDifference(String operator, Codecs codecs) {
        this.entries = new EntryWriter(operator, codecs, out);
    }

    /**
     * The first difference; empty if the full views of both have equal blocks.
     *
     * @param expected a full view
     * @param found a full view
     * @throws IllegalStateException if one is released, or something in it cannot be written
     */
    public static Optional<String> between(String operator, StateView expected, StateView found, Codecs codecs) {
        if (!expected.shapes().equals(found.shapes())) {
            return Optional.of("has the states %s, not %s".formatted(found.shapes(), expected.shapes()));
        }
        StateDifference difference = new StateDifference(operator, codecs);
        List<TableView> one = expected.open();
        List<TableView> other = found.open();
        for (int i = 0; i < one.size(); i++) {
            Optional<String> first = difference.between(one.get(i), other.get(i));
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    private Optional<String> between(TableView expected, TableView found) {
        String state = expected.shape().name();
        entries.startTable(state, expected.kind());
        Iterator<Cell> one = expected.cells(entries::compareKeys);
        Iterator<Cell> other = found.cells(entries::compareKeys);
        while (one.hasNext() && other.hasNext()) {
            Cell wanted = one.next();
            Cell is = other.next();
            if (!Arrays.equals(bytes(wanted), bytes(is))) {
                return Optional.of("state '%s' holds %s, not %s"
                        .formatted(state, text(is, expected.kind()), text(wanted, expected.kind())));
            }
        }
        if (one.hasNext()) {
            return Optional.of("state '%s' lacks %s".formatted(state, text(one.next(), expected.kind())));
        }
        return other.hasNext()
                ? Optional.of("state '%s' holds %s besides".formatted(state, text(other.next(), expected.kind())))
                : Optional.empty();
    }

    private byte[] bytes(Cell cell) {
        out.clear();
        entries.restart();
        entries.write(cell);
        return out.toByteArray();
    }

    private static String text(Cell cell, CellKind kind) {
        return "%s for key %s".formatted(kind == CellKind.COUNTER ? cell.number : cell.value, cell.key);
    }
}
