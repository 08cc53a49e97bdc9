package dev.levada.dadstorm.operator;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Decimals as people write them: a sign or none, digits, perhaps a point. There are no exponents, since a short text
 * with one can stand for more digits than there is memory, and what is very long is text.
 */
final class Decimals {
    private static final int MAX_CHARS = 100;

    private Decimals() {}

    static Optional<BigDecimal> parse(String text) {
        return isDecimal(text) ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static boolean isDecimal(String text) {
        if (text.length() > MAX_CHARS) {
            return false;
        }
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character == '.') {
                points++;
            } else if (i > 0 || (character != '-' && character != '+')) {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }
}
