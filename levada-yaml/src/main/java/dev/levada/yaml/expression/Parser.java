package dev.levada.yaml.expression;

import dev.levada.node.text.Suggestion;
import dev.levada.yaml.row.Field;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads an expression from left to right, by the precedence of its signs, and works out types on the way. */
final class Parser {
    private static final int MAX_DEPTH = 100;
    private static final Map<String, Integer> BINDING = Map.ofEntries(
            Map.entry("||", 1),
            Map.entry("&&", 2),
            Map.entry("==", 3),
            Map.entry("!=", 3),
            Map.entry("<", 4),
            Map.entry("<=", 4),
            Map.entry(">", 4),
            Map.entry(">=", 4),
            Map.entry("+", 5),
            Map.entry("-", 5),
            Map.entry("*", 6),
            Map.entry("/", 6),
            Map.entry("%", 6));

    private final List<Token> tokens;
    private final Shape shape;
    private int next;
    private int depth;

    Parser(String text, Shape shape) {
        this.tokens = Token.of(text);
        this.shape = shape;
    }

    Expression whole() {
        Expression all = choice();
        if (peek().kind() != Token.Kind.END) {
            throw wrong(peek(), "'%s' is not expected here; is a sign missing before it?".formatted(peek().text()));
        }
        return all;
    }

    private Expression choice() {
        if (++depth > MAX_DEPTH) {
            throw wrong(peek(), "the expression is nested more than %d deep; use several steps".formatted(MAX_DEPTH));
        }
        Token first = peek();
        Expression condition = binary(1);
        if (peek().is("?")) {
            require(first, condition, Type.BOOL, "before '?'");
            take();
            Expression yes = choice();
            Token colon = take();
            if (!colon.is(":")) {
                throw wrong(colon, "':' is missing: CONDITION ? VALUE : OTHER");
            }
            condition = Operations.choice(colon, condition, yes, choice());
        }
        depth--;
        return condition;
    }

    private Expression binary(int least) {
        Expression left = unary();
        while (BINDING.getOrDefault(sign(), 0) >= least) {
            Token sign = take();
            Expression right = binary(BINDING.getOrDefault(sign.text(), 0) + 1);
            left = Operations.binary(sign, left, right);
        }
        return left;
    }

    private String sign() {
        return peek().kind() == Token.Kind.SIGN ? peek().text() : "";
    }

    private Expression unary() {
        Token sign = peek();
        if (sign.is("!") || sign.is("-")) {
            take();
            if (++depth > MAX_DEPTH) {
                throw wrong(sign, "the expression is nested more than %d deep; use several steps".formatted(MAX_DEPTH));
            }
            Expression operand = Operations.unary(sign, unary());
            depth--;
            return operand;
        }
        return primary();
    }

    private Expression primary() {
        Token token = take();
        return switch (token.kind()) {
            case INT -> Expression.literal(Type.INT, whole(token));
            case DOUBLE -> Expression.literal(Type.DOUBLE, Double.valueOf(token.text()));
            case STRING -> Expression.literal(Type.STRING, token.unquoted());
            case NAME -> name(token);
            case SIGN -> {
                if (!token.is("(")) {
                    throw wrong(token, "a value is missing before '%s'".formatted(token.text()));
                }
                Expression inner = choice();
                close();
                yield inner;
            }
            case END -> throw wrong(token, "a value is missing at the end");
        };
    }

    private static Long whole(Token token) {
        try {
            return Long.valueOf(token.text());
        } catch (NumberFormatException e) {
            throw wrong(token, "whole numbers go up to %d".formatted(Long.MAX_VALUE));
        }
    }

    private Expression name(Token name) {
        if (peek().is("(")) {
            return call(name);
        }
        if (name.text().equals("true") || name.text().equals("false")) {
            return Expression.literal(Type.BOOL, Boolean.valueOf(name.text()));
        }
        Field field = shape.field(name.text())
                .orElseThrow(() -> wrong(
                        name,
                        "records have no field '%s'%s; they have %s"
                                .formatted(name.text(), Suggestion.question(name.text(), shape.names()), shape)));
        return new Expression(field.type(), field.reader());
    }

    private Expression call(Token name) {
        take();
        List<Expression> arguments = new ArrayList<>();
        List<Token> places = new ArrayList<>();
        while (!peek().is(")")) {
            places.add(peek());
            arguments.add(choice());
            if (!peek().is(",")) {
                break;
            }
            take();
        }
        close();
        return Functions.call(name, arguments, places);
    }

    private void close() {
        Token token = take();
        if (!token.is(")")) {
            throw wrong(token, "')' is missing");
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private static void require(Token token, Expression expression, Type type, String where) {
        if (expression.type() != type) {
            throw new ExpressionException(
                    token,
                    true,
                    "%s a %s is needed, and this is %s"
                            .formatted(where, type.label(), expression.type().label()));
        }
    }

    private static ExpressionException wrong(Token token, String message) {
        return new ExpressionException(token, false, message);
    }
}
