package dev.levada.cli.terminal;

import dev.levada.node.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns, as wide as what stands in them. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        row((Object[]) headings);
    }

    public void row(Object... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> Printable.line(String.valueOf(cell)))
                .toList());
    }

    /** The cells, those of the headings first. */
    public List<List<String>> rows() {
        return List.copyOf(rows);
    }

    /** The lines; none if there are only headings. */
    public List<String> lines() {
        return rows.size() == 1 ? List.of() : rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
