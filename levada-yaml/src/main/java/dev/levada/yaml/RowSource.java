package dev.levada.yaml;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of what another source gives as names and values. What has no value for a field, or one of another type, is
 * malformed.
 *
 * @param types of the fields, by the names that the source knows them by
 */
record RowSource(Source<? extends Map<?, ?>> source, Map<String, Type> types) implements Source<List<Object>> {

    RowSource {
        types = new LinkedHashMap<>(types);
    }

    @Override
    public List<String> splits() throws IOException {
        return source.splits();
    }

    @Override
    public SourceReader<List<Object>> open(String split, long position) throws IOException {
        return reader(source, split, position);
    }

    private <M extends Map<?, ?>> SourceReader<List<Object>> reader(Source<M> opened, String split, long position)
            throws IOException {
        SourceReader<M> reader = opened.open(split, position);
        return new SourceReader<>() {
            @Override
            public Status read(SourceOutput<List<Object>> out, int maxRecords, long nowNanos) throws IOException {
                return reader.read(new Rows<>(split, out), maxRecords, nowNanos);
            }

            @Override
            public long position() {
                return reader.position();
            }

            @Override
            public long nextNanos() {
                return reader.nextNanos();
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    private final class Rows<M extends Map<?, ?>> implements SourceOutput<M> {
        private final String split;
        private final SourceOutput<List<Object>> out;

        Rows(String split, SourceOutput<List<Object>> out) {
            this.split = split;
            this.out = out;
        }

        @Override
        public void emit(M value) {
            try {
                out.emit(row(value));
            } catch (IllegalArgumentException e) {
                out.malformed(
                        new MalformedRecordException(split, String.valueOf(value), String.valueOf(e.getMessage())));
            }
        }

        @Override
        public void emit(M value, long dueNanos) {
            emit(value);
        }

        @Override
        public void malformed(MalformedRecordException problem) {
            out.malformed(problem);
        }
    }

    private List<Object> row(Map<?, ?> values) {
        List<Object> row = new ArrayList<>();
        types.forEach((name, type) -> row.add(value(name, type, values.get(name))));
        return Shape.rowOf(row.toArray());
    }

    private static Object value(String name, Type type, @Nullable Object given) {
        if (given == null) {
            throw new IllegalArgumentException("field '%s' is not there".formatted(name));
        }
        Object plain = Type.plain(given);
        boolean isRight = switch (type) {
            case INT -> plain instanceof Long;
            case DOUBLE -> plain instanceof Double;
            case BOOL -> plain instanceof Boolean;
            default -> false;
        };
        try {
            return isRight ? plain : type.read(String.valueOf(plain));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    @Override
    public boolean predetermined() {
        return source.predetermined();
    }

    @Override
    public boolean blocking() {
        return source.blocking();
    }

    @Override
    public String describe() {
        return source.describe();
    }
}
