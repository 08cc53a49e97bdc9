package dev.levada.yaml.expression;

import static dev.levada.yaml.row.Type.BOOL;
import static dev.levada.yaml.row.Type.DOUBLE;
import static dev.levada.yaml.row.Type.DURATION;
import static dev.levada.yaml.row.Type.INSTANT;
import static dev.levada.yaml.row.Type.INT;
import static dev.levada.yaml.row.Type.STRING;
import static dev.levada.yaml.row.Type.STRINGS;

import dev.levada.node.text.Suggestion;
import dev.levada.yaml.row.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What can be called by name. */
final class Functions {
    private static final List<Overload> ALL = List.of(
            of("lower", STRING, a -> text(a[0]).toLowerCase(Locale.ROOT), STRING),
            of("upper", STRING, a -> text(a[0]).toUpperCase(Locale.ROOT), STRING),
            of("trim", STRING, a -> text(a[0]).strip(), STRING),
            of("length", INT, a -> (long) text(a[0]).length(), STRING),
            of("contains", BOOL, a -> text(a[0]).contains(text(a[1])), STRING, STRING),
            of("startsWith", BOOL, a -> text(a[0]).startsWith(text(a[1])), STRING, STRING),
            of("endsWith", BOOL, a -> text(a[0]).endsWith(text(a[1])), STRING, STRING),
            of("substring", STRING, a -> substring(text(a[0]), whole(a[1]), whole(a[2])), STRING, INT, INT),
            of("size", INT, a -> (long) ((List<?>) a[0]).size(), STRINGS),
            of("at", STRING, a -> ((List<?>) a[0]).get(Math.toIntExact(whole(a[1]))), STRINGS, INT),
            of("abs", INT, a -> Math.absExact(whole(a[0])), INT),
            of("abs", DOUBLE, a -> Math.abs(number(a[0])), DOUBLE),
            of("min", INT, a -> Math.min(whole(a[0]), whole(a[1])), INT, INT),
            of("min", DOUBLE, a -> Math.min(number(a[0]), number(a[1])), DOUBLE, DOUBLE),
            of("max", INT, a -> Math.max(whole(a[0]), whole(a[1])), INT, INT),
            of("max", DOUBLE, a -> Math.max(number(a[0]), number(a[1])), DOUBLE, DOUBLE),
            of("sqrt", DOUBLE, a -> Math.sqrt(number(a[0])), DOUBLE),
            of("floor", INT, a -> (long) Math.floor(number(a[0])), DOUBLE),
            of("round", INT, a -> Math.round(number(a[0])), DOUBLE),
            of("int", INT, a -> Long.parseLong(text(a[0]).strip()), STRING),
            of("double", DOUBLE, a -> Double.parseDouble(text(a[0])), STRING),
            of("double", DOUBLE, a -> number(a[0]), DOUBLE),
            of("string", STRING, a -> String.valueOf(a[0]), INT),
            of("string", STRING, a -> String.valueOf(a[0]), DOUBLE),
            of("string", STRING, a -> String.valueOf(a[0]), BOOL),
            of("string", STRING, a -> String.valueOf(a[0]), INSTANT),
            of("string", STRING, a -> String.valueOf(a[0]), DURATION),
            of("instant", INSTANT, a -> Instant.parse(text(a[0])), STRING),
            of("instant", INSTANT, a -> Instant.ofEpochMilli(whole(a[0])), INT),
            of("millis", INT, a -> ((Instant) a[0]).toEpochMilli(), INSTANT),
            of("millis", INT, a -> ((Duration) a[0]).toMillis(), DURATION),
            byPattern(
                    "matches", BOOL, pattern -> a -> pattern.matcher(text(a[0])).matches(), STRING, STRING),
            byPattern("split", STRINGS, pattern -> a -> split(pattern, text(a[0])), STRING, STRING),
            byPattern(
                    "replace",
                    STRING,
                    pattern -> a -> pattern.matcher(text(a[0])).replaceAll(text(a[2])),
                    STRING,
                    STRING,
                    STRING));

    private Functions() {}

    /** What is worked out of the values of the arguments. */
    private interface Body {
        Object of(Object[] arguments);
    }

    /** @param body made once, of the pattern that is the second argument, or of a pattern that matches nothing */
    private record Overload(
            String name, List<Type> parameters, Type result, boolean byPattern, Function<Pattern, Body> body) {

        boolean fits(List<Expression> arguments) {
            if (arguments.size() != parameters.size()) {
                return false;
            }
            for (int i = 0; i < parameters.size(); i++) {
                Type given = arguments.get(i).type();
                if (given != parameters.get(i) && !(parameters.get(i) == DOUBLE && given == INT)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return name + parameters.stream().map(Type::label).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    private static Overload of(String name, Type result, Body body, Type... parameters) {
        return new Overload(name, List.of(parameters), result, false, any -> body);
    }

    private static Overload byPattern(String name, Type result, Function<Pattern, Body> body, Type... parameters) {
        return new Overload(name, List.of(parameters), result, true, body);
    }

    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        ALL.forEach(each -> names.add(each.name()));
        return names;
    }

    /** @param places where each argument begins */
    static Expression call(Token name, List<Expression> arguments, List<Token> places) {
        if (!names().contains(name.text())) {
            throw new ExpressionException(
                    name,
                    false,
                    "there is no function '%s'%s; there are %s"
                            .formatted(
                                    name.text(),
                                    Suggestion.question(name.text(), names()),
                                    String.join(", ", names())));
        }
        Overload chosen = ALL.stream()
                .filter(each -> each.name().equals(name.text()) && each.fits(arguments))
                .findFirst()
                .orElseThrow(() -> new ExpressionException(name, true, unfit(name, arguments)));
        Body body = chosen.body().apply(chosen.byPattern() ? pattern(arguments.get(1), places.get(1)) : NOTHING);
        Expression[] all = arguments.toArray(Expression[]::new);
        return new Expression(chosen.result(), each -> {
            Object[] values = new Object[all.length];
            for (int i = 0; i < all.length; i++) {
                values[i] = all[i].of(each);
            }
            return body.of(values);
        });
    }

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private static String unfit(Token name, List<Expression> arguments) {
        return "%s does not take (%s); it can be called as %s"
                .formatted(
                        name.text(),
                        arguments.stream().map(each -> each.type().label()).collect(Collectors.joining(", ")),
                        ALL.stream()
                                .filter(each -> each.name().equals(name.text()))
                                .map(Overload::toString)
                                .collect(Collectors.joining(" or ")));
    }

    private static Pattern pattern(Expression argument, Token place) {
        if (!argument.isLiteral()) {
            throw new ExpressionException(place, true, "the pattern must be a text in quotes, so that it is read once");
        }
        try {
            return Pattern.compile(argument.text(NOTHING));
        } catch (PatternSyntaxException e) {
            throw new ExpressionException(
                    place,
                    false,
                    "the pattern cannot be read: %s at its character %d"
                            .formatted(e.getDescription(), e.getIndex() + 1));
        }
    }

    private static List<String> split(Pattern pattern, String text) {
        return Arrays.stream(pattern.split(text))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String substring(String text, long from, long to) {
        int begin = (int) Math.max(0, Math.min(from, text.length()));
        return text.substring(begin, (int) Math.max(begin, Math.min(to, text.length())));
    }

    private static String text(Object value) {
        return (String) value;
    }

    private static long whole(Object value) {
        return (Long) value;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
