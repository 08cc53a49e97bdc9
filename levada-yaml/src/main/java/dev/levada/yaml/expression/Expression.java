package dev.levada.yaml.expression;

import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import java.util.function.UnaryOperator;

/**
 * A function of a record. Shared by all tasks.
 *
 * @param body gives its value of a record
 * @param isLiteral whether it is the same for all records
 */
public record Expression(Type type, UnaryOperator<Object> body, boolean isLiteral) {

    Expression(Type type, UnaryOperator<Object> body) {
        this(type, body, false);
    }

    static Expression literal(Type type, Object value) {
        return new Expression(type, each -> value, true);
    }

    /**
     * Reads one.
     *
     * @param shape of the records that it is a function of
     * @throws ExpressionException if it cannot be read, or its types do not fit
     */
    public static Expression parse(String text, Shape shape) {
        return new Parser(text, shape).whole();
    }

    public Object of(Object each) {
        return body.apply(each);
    }

    /** Of a condition. */
    public boolean holds(Object each) {
        return (Boolean) of(each);
    }

    long whole(Object each) {
        return (Long) of(each);
    }

    double number(Object each) {
        return ((Number) of(each)).doubleValue();
    }

    String text(Object each) {
        return (String) of(each);
    }
}
