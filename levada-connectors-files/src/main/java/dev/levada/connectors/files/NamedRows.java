package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows become maps from the names in the header, or from the numbers of the columns, in that order. */
record NamedRows() implements RowShape<Map<String, String>> {

    @Override
    public Row<Map<String, String>> fit(String location, @Nullable List<String> header) {
        if (header != null && new HashSet<>(header).size() < header.size()) {
            throw new BadInputException("%s: the header names two columns alike: %s; rename one of them"
                    .formatted(location, String.join(", ", header)));
        }
        return columns -> {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(header == null ? Integer.toString(i + 1) : header.get(i), columns[i]);
            }
            return Collections.unmodifiableMap(row);
        };
    }
}
