package dev.levada.yaml.expression;

import dev.levada.yaml.row.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** What signs mean. Whole numbers that become too great are an error, and do not wrap around. */
final class Operations {

    private Operations() {}

    static Expression choice(Token sign, Expression condition, Expression yes, Expression no) {
        boolean numbers = yes.type().isNumber() && no.type().isNumber();
        if (yes.type() != no.type() && !numbers) {
            throw types(sign, "both values must be of one type, and they are %s and %s", yes, no);
        }
        if (yes.type() != no.type()) {
            return new Expression(Type.DOUBLE, each -> condition.holds(each) ? yes.number(each) : no.number(each));
        }
        return new Expression(yes.type(), each -> condition.holds(each) ? yes.of(each) : no.of(each));
    }

    static Expression unary(Token sign, Expression operand) {
        if (sign.is("!") && operand.type() == Type.BOOL) {
            return new Expression(Type.BOOL, each -> !operand.holds(each));
        }
        if (sign.is("-") && operand.type() == Type.INT) {
            return new Expression(Type.INT, each -> Math.negateExact(operand.whole(each)), operand.isLiteral());
        }
        if (sign.is("-") && operand.type() == Type.DOUBLE) {
            return new Expression(Type.DOUBLE, each -> -operand.number(each), operand.isLiteral());
        }
        throw new ExpressionException(
                sign,
                true,
                "'%s' needs a %s behind it, and this is %s"
                        .formatted(
                                sign.text(),
                                sign.is("!") ? "bool" : "number",
                                operand.type().label()));
    }

    static Expression binary(Token sign, Expression left, Expression right) {
        return switch (sign.text()) {
            case "&&", "||" -> logical(sign, left, right);
            case "==" -> new Expression(Type.BOOL, equality(sign, left, right).body());
            case "!=" -> unary(new Token(Token.Kind.SIGN, "!", sign.offset()), equality(sign, left, right));
            case "<", "<=", ">", ">=" -> comparison(sign, left, right);
            case "+" -> sum(sign, left, right);
            case "-" -> difference(sign, left, right);
            case "*" -> arithmetic(sign, left, right, Math::multiplyExact, (a, b) -> a * b);
            case "/" -> arithmetic(sign, left, right, (a, b) -> a / b, (a, b) -> a / b);
            default -> arithmetic(sign, left, right, (a, b) -> a % b, (a, b) -> a % b);
        };
    }

    private static Expression logical(Token sign, Expression left, Expression right) {
        if (left.type() != Type.BOOL || right.type() != Type.BOOL) {
            throw types(sign, "needs conditions on both sides, and these are %s and %s", left, right);
        }
        return sign.is("&&")
                ? new Expression(Type.BOOL, each -> left.holds(each) && right.holds(each))
                : new Expression(Type.BOOL, each -> left.holds(each) || right.holds(each));
    }

    private static Expression equality(Token sign, Expression left, Expression right) {
        if (left.type() == right.type()) {
            return new Expression(Type.BOOL, each -> Objects.equals(left.of(each), right.of(each)));
        }
        requireNumbers(sign, left, right, "compares values of one type, and these are %s and %s");
        return new Expression(Type.BOOL, each -> left.number(each) == right.number(each));
    }

    private static Expression comparison(Token sign, Expression left, Expression right) {
        if (left.type() == right.type() && isOrdered(left.type())) {
            return new Expression(Type.BOOL, each -> holds(sign.text(), compare(left.of(each), right.of(each))));
        }
        requireNumbers(sign, left, right, "compares numbers, strings, instants or durations, and these are %s and %s");
        return new Expression(Type.BOOL, each -> holds(sign.text(), left.number(each), right.number(each)));
    }

    private static boolean isOrdered(Type type) {
        return type == Type.INT || type == Type.STRING || type == Type.INSTANT || type == Type.DURATION;
    }

    @SuppressWarnings("unchecked") // both are of one type, which has an order
    private static int compare(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static boolean holds(String sign, int order) {
        return switch (sign) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean holds(String sign, double left, double right) {
        return switch (sign) {
            case "<" -> left < right;
            case "<=" -> left <= right;
            case ">" -> left > right;
            default -> left >= right;
        };
    }

    private static Expression sum(Token sign, Expression left, Expression right) {
        if (left.type() == Type.STRING && right.type() == Type.STRING) {
            return new Expression(Type.STRING, each -> left.text(each) + right.text(each));
        }
        if (left.type() == Type.INSTANT && right.type() == Type.DURATION) {
            return new Expression(Type.INSTANT, each -> ((Instant) left.of(each)).plus((Duration) right.of(each)));
        }
        return arithmetic(sign, left, right, Math::addExact, Double::sum);
    }

    private static Expression difference(Token sign, Expression left, Expression right) {
        if (left.type() == Type.INSTANT && right.type() == Type.INSTANT) {
            return new Expression(
                    Type.DURATION, each -> Duration.between((Instant) right.of(each), (Instant) left.of(each)));
        }
        if (left.type() == Type.INSTANT && right.type() == Type.DURATION) {
            return new Expression(Type.INSTANT, each -> ((Instant) left.of(each)).minus((Duration) right.of(each)));
        }
        return arithmetic(sign, left, right, Math::subtractExact, (a, b) -> a - b);
    }

    private static Expression arithmetic(
            Token sign, Expression left, Expression right, LongBinaryOperator whole, DoubleBinaryOperator broken) {
        requireNumbers(sign, left, right, "needs numbers, and these are %s and %s");
        if (left.type() == Type.INT && right.type() == Type.INT) {
            return new Expression(Type.INT, each -> whole.applyAsLong(left.whole(each), right.whole(each)));
        }
        return new Expression(Type.DOUBLE, each -> broken.applyAsDouble(left.number(each), right.number(each)));
    }

    private static void requireNumbers(Token sign, Expression left, Expression right, String message) {
        if (!left.type().isNumber() || !right.type().isNumber()) {
            throw types(sign, message, left, right);
        }
    }

    private static ExpressionException types(Token sign, String message, Expression left, Expression right) {
        return new ExpressionException(
                sign,
                true,
                "'%s' ".formatted(sign.text())
                        + message.formatted(left.type().label(), right.type().label()));
    }
}
