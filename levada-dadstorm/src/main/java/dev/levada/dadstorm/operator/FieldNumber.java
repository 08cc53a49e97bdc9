package dev.levada.dadstorm.operator;

import java.util.List;

/**
 * A field that an operator looks at.
 *
 * @param number from 1
 * @param who looks at it, for people
 */
record FieldNumber(int number, String who) {

    boolean isIn(List<String> tuple) {
        return number <= tuple.size();
    }

    /** @throws IllegalArgumentException if the tuple has no such field */
    void require(List<String> tuple) {
        if (!isIn(tuple)) {
            throw new IllegalArgumentException(
                    "%s looks at field %d, but the tuple has only %d".formatted(who, number, tuple.size()));
        }
    }

    /** @throws IllegalArgumentException if the tuple has no such field */
    String of(List<String> tuple) {
        require(tuple);
        return tuple.get(number - 1);
    }
}
