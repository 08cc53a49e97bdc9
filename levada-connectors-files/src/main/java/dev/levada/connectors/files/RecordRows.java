package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows become records: by the names in the header if there is one, otherwise by position. */
record RecordRows<T extends Record>(RecordShape<T> record) implements RowShape<T> {

    @Override
    public int width() {
        return record.names().size();
    }

    @Override
    public Row<T> fit(String location, @Nullable List<String> header) {
        int[] places = header == null
                ? IntStream.range(0, width()).toArray()
                : record.names().stream().mapToInt(header::indexOf).toArray();
        if (header != null) {
            requireNeeded(location, header);
            requireOnce(location, header);
        }
        return columns -> record.make(columns, places);
    }

    private void requireNeeded(String location, List<String> header) {
        List<String> missing = record.neededNames().stream()
                .filter(name -> !header.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new BadInputException(
                    "%s: the header lacks %s; it has %s; rename the columns, or set header(false) if the first row is data"
                            .formatted(location, named(missing), named(header)));
        }
    }

    private void requireOnce(String location, List<String> header) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!seen.add(name) && record.names().contains(name)) {
                throw new BadInputException(
                        "%s: the header has column '%s' twice; rename one of them".formatted(location, name));
            }
        }
    }

    private static String named(List<String> columns) {
        return (columns.size() == 1 ? "column '" : "columns '") + String.join("', '", columns) + "'";
    }
}
