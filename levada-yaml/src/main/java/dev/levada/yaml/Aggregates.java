package dev.levada.yaml;

import dev.levada.api.operator.Aggregator;
import dev.levada.yaml.expression.Expression;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import java.util.List;

/**
 * What is made of the records of a window: a number for each field.
 *
 * @param parts in the order of the fields
 */
record Aggregates(List<Part> parts) implements Aggregator<Object, List<Object>, List<Object>> {

    /** How the numbers of records become one. */
    enum Kind {
        COUNT,
        SUM,
        MIN,
        MAX,
        AVG
    }

    /**
     * One field.
     *
     * @param of whose values are counted; of a count any
     */
    record Part(Kind kind, Expression of) {

        Type type() {
            return kind == Kind.COUNT ? Type.INT : kind == Kind.AVG ? Type.DOUBLE : of.type();
        }

        Object first(Object each) {
            return switch (kind) {
                case COUNT -> 1L;
                case SUM, MIN, MAX -> of.of(each);
                case AVG -> List.of(((Number) of.of(each)).doubleValue(), 1L);
            };
        }

        Object both(Object one, Object other) {
            return switch (kind) {
                case COUNT, SUM -> sum(one, other);
                case MIN -> compare(one, other) <= 0 ? one : other;
                case MAX -> compare(one, other) >= 0 ? one : other;
                case AVG -> {
                    List<?> left = (List<?>) one;
                    List<?> right = (List<?>) other;
                    yield List.of(sum(left.get(0), right.get(0)), sum(left.get(1), right.get(1)));
                }
            };
        }

        Object result(Object all) {
            return all instanceof List<?> average ? ((Double) average.get(0)) / ((Long) average.get(1)) : all;
        }

        private static Object sum(Object one, Object other) {
            return one instanceof Long whole
                    ? (Object) Math.addExact(whole, (Long) other)
                    : (Object) (((Double) one) + ((Double) other));
        }

        private static int compare(Object one, Object other) {
            return one instanceof Long whole
                    ? Long.compare(whole, (Long) other)
                    : Double.compare((Double) one, (Double) other);
        }
    }

    /** Of all records of a window. */
    List<Object> of(List<Object> window) {
        List<Object> all = first(window.get(0));
        for (Object each : window.subList(1, window.size())) {
            all = add(all, each);
        }
        return result(all);
    }

    @Override
    public List<Object> first(Object value) {
        Object[] all = new Object[parts.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = parts.get(i).first(value);
        }
        return Shape.rowOf(all);
    }

    @Override
    public List<Object> add(List<Object> soFar, Object value) {
        return merge(soFar, first(value));
    }

    @Override
    public List<Object> merge(List<Object> earlier, List<Object> later) {
        Object[] all = new Object[parts.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = parts.get(i).both(earlier.get(i), later.get(i));
        }
        return Shape.rowOf(all);
    }

    @Override
    public List<Object> result(List<Object> all) {
        Object[] results = new Object[parts.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = parts.get(i).result(all.get(i));
        }
        return Shape.rowOf(results);
    }
}
