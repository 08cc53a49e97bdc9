package dev.levada.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.yaml.expression.Expression;
import dev.levada.yaml.expression.ExpressionException;
import dev.levada.yaml.row.Shape;
import dev.levada.yaml.row.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionTest {
    private static final List<Object> ROW =
            List.of(7L, 2.5, "some text", true, Instant.ofEpochSecond(60), Duration.ofSeconds(5));

    private static Shape shape() {
        Map<String, Type> types = new LinkedHashMap<>();
        types.put("i", Type.INT);
        types.put("d", Type.DOUBLE);
        types.put("s", Type.STRING);
        types.put("b", Type.BOOL);
        types.put("at", Type.INSTANT);
        types.put("of", Type.DURATION);
        return Shape.rows(types);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1 + 2 * 3                            |INT     |7
            (1 + 2) * 3                          |INT     |9
            10 - 3 - 2                           |INT     |5
            i / 2                                |INT     |3
            i % 4                                |INT     |3
            i / 2.0                              |DOUBLE  |3.5
            -i + d                               |DOUBLE  |-4.5
            2e3                                  |ERROR   |'e3' is not expected here
            2.0e3                                |DOUBLE  |2000.0
            s + '!'                              |STRING  |some text!
            'it\\'s'                             |STRING  |it's
                        i >= 7 == b                          |BOOL    |true
            i == 7.0                             |BOOL    |true
            s < 'z' && at > instant(0)           |BOOL    |true
            i > 3 ? 'big' : 'small'              |STRING  |big
            b ? 1 : 2.5                          |DOUBLE  |1.0
            false ? 1 : b ? 2 : 3                |INT     |2
            at + of                              |INSTANT |1970-01-01T00:01:05Z
            at - instant('1970-01-01T00:00:58Z') |DURATION|PT2S
            millis(of) + millis(at)              |INT     |65000
            upper(substring(s, 0, 4))            |STRING  |SOME
            size(split(s, '[ e]+'))              |INT     |3
            at(split('a,b', ','), 1)             |STRING  |b
            matches(s, '[a-z ]+')                |BOOL    |true
            replace(s, '[aeiou]', '-')           |STRING  |s-m- t-xt
            max(i, d)                            |DOUBLE  |7.0
            abs(0 - i)                           |INT     |7
            round(d) + floor(d)                  |INT     |5
            int(' 42 ') + length(trim(' a '))    |INT     |43
            string(d) + string(i)                |STRING  |2.57
            i +                                  |ERROR   |a value is missing at the end
            i + * 2                              |ERROR   |a value is missing before '*'
            (i                                   |ERROR   |')' is missing
            i i                                  |ERROR   |'i' is not expected here
            b ? 1                                |ERROR   |':' is missing
            # 1                                  |ERROR   |'#' has no meaning in an expression
            s > 1                                |ERROR   |'>' compares numbers, strings, instants or durations, and these are string and int
            i && b                               |ERROR   |'&&' needs conditions on both sides
            i ? 1 : 2                            |ERROR   |before '?' a bool is needed, and this is int
            b ? 1 : 'x'                          |ERROR   |both values must be of one type
            -s                                   |ERROR   |'-' needs a number behind it
            lenght(s)                            |ERROR   |there is no function 'lenght'; did you mean 'length'?
            length(i)                            |ERROR   |length does not take (int); it can be called as length(string)
            matches(s, '(')                      |ERROR   |the pattern cannot be read
            matches(s, s)                        |ERROR   |the pattern must be a text in quotes
            99999999999999999999                 |ERROR   |whole numbers go up to 9223372036854775807
            """)
    void isReadAndWorkedOut(String text, String type, String result) {
        if (type.strip().equals("ERROR")) {
            assertThatThrownBy(() -> Expression.parse(text, shape()))
                    .isInstanceOf(ExpressionException.class)
                    .hasMessageContaining(result);
            return;
        }
        Expression expression = Expression.parse(text, shape());
        assertThat(expression.type().name()).isEqualTo(type.strip());
        assertThat(String.valueOf(expression.of(ROW))).isEqualTo(result);
    }

    @Test
    void knowsAndAndOr() {
        assertThat(Expression.parse("b && !(i > 7) || false", shape()).of(ROW)).isEqualTo(true);
        assertThat(Expression.parse("!b || i > 7 && b", shape()).of(ROW)).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({"(,)", "!,true", "-,1"})
    void isNotNestedWithoutEnd(String sign, String end) {
        String deep = sign.repeat(100_000) + end;
        assertThatThrownBy(() -> Expression.parse(deep, shape())).hasMessageContaining("nested more than 100 deep");
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807 + i", "9223372036854775807 * i", "i / (i - 7)"})
    void doesNotWrapAround(String text) {
        assertThatThrownBy(() -> Expression.parse(text, shape()).of(ROW)).isInstanceOf(ArithmeticException.class);
    }
}
