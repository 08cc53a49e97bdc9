package dev.levada.dadstorm.operator;

import dev.levada.dadstorm.language.Condition;
import dev.levada.dadstorm.language.OperatorSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What FILTER asks of a tuple. Field and value are compared as decimals if both are, otherwise as text, by code point.
 * {@link Decimals} says what a decimal is.
 */
final class TupleCondition {
    private final FieldNumber field;
    private final Condition condition;
    private final String value;
    private final Optional<BigDecimal> decimal;

    private TupleCondition(FieldNumber field, Condition condition, String value) {
        this.field = field;
        this.condition = condition;
        this.value = value;
        this.decimal = Decimals.parse(value);
    }

    static TupleCondition of(OperatorSpec.Filter spec) {
        return new TupleCondition(new FieldNumber(spec.field(), "FILTER"), spec.condition(), spec.value());
    }

    /** @throws IllegalArgumentException if the tuple lacks the field */
    boolean holds(List<String> tuple) {
        int order = compare(field.of(tuple));
        return switch (condition) {
            case LESS -> order < 0;
            case GREATER -> order > 0;
            case EQUAL -> order == 0;
        };
    }

    private int compare(String text) {
        if (decimal.isPresent()) {
            Optional<BigDecimal> number = Decimals.parse(text);
            if (number.isPresent()) {
                return number.get().compareTo(decimal.get());
            }
        }
        return compareCodePoints(text, value);
    }

    /** Unlike {@link String#compareTo}, puts characters outside the basic plane behind all others. */
    private static int compareCodePoints(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length()) {
            int leftPoint = left.codePointAt(at);
            int rightPoint = right.codePointAt(at);
            if (leftPoint != rightPoint) {
                return Integer.compare(leftPoint, rightPoint);
            }
            at += Character.charCount(leftPoint);
        }
        return Integer.compare(left.length(), right.length());
    }
}
