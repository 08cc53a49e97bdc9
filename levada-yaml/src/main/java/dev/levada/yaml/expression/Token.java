package dev.levada.yaml.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of an expression.
 *
 * @param text as it stands; empty at the end
 * @param offset where it begins, from 0
 */
record Token(Kind kind, String text, int offset) {
    private static final Pattern WORDS =
            Pattern.compile("\\s*(?:(?<double>[0-9]+\\.[0-9]+(?:[eE][+-]?[0-9]+)?)|(?<int>[0-9]+)"
                    + "|(?<string>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")|(?<name>[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)?)"
                    + "|(?<sign>&&|\\|\\||==|!=|<=|>=|[-+*/%<>!?:(),]))");

    enum Kind {
        INT,
        DOUBLE,
        STRING,
        NAME,
        SIGN,
        END
    }

    /** @throws ExpressionException if something is no word */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = WORDS.matcher(text);
        int at = 0;
        while (matcher.region(at, text.length()).lookingAt()) {
            tokens.add(token(matcher));
            at = matcher.end();
        }
        int rest = at;
        while (rest < text.length() && Character.isWhitespace(text.charAt(rest))) {
            rest++;
        }
        Token end = new Token(Kind.END, "", rest);
        if (rest < text.length()) {
            throw new ExpressionException(
                    end,
                    false,
                    "'%s' has no meaning in an expression; there are names, numbers, 'text' and signs such as + - * / %% == < && || ! ? :"
                            .formatted(text.charAt(rest)));
        }
        tokens.add(end);
        return tokens;
    }

    private static Token token(Matcher matcher) {
        for (Kind kind : List.of(Kind.DOUBLE, Kind.INT, Kind.STRING, Kind.NAME, Kind.SIGN)) {
            String group = kind.name().toLowerCase(java.util.Locale.ROOT);
            if (matcher.group(group) != null) {
                return new Token(kind, matcher.group(group), matcher.start(group));
            }
        }
        throw new IllegalStateException("a word of no kind: " + matcher.group());
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** What a text in quotes says: a backslash takes its meaning from the character behind it. */
    String unquoted() {
        return text.substring(1, text.length() - 1).replaceAll("\\\\(['\"\\\\])", "$1");
    }
}
