package dev.levada.console;

import dev.levada.api.connector.BadInputException;
import dev.levada.console.wire.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request says, checked. */
final class Requested {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final int MAX_TEXT = 4096;

    private Requested() {}

    /** The id of the job in the path. */
    static String job(Context context) {
        return name("job", context.pathParam("id"));
    }

    /** An id from a path or a query: it could never be a path itself. */
    static String name(String what, String text) {
        if (!NAME.matcher(text).matches() || text.matches("\\.+")) {
            throw new BadInputException(
                    "this is no id of a %s; ids have 1 to 100 letters, digits, dots, underscores and hyphens"
                            .formatted(what));
        }
        return text;
    }

    /** A text from a body: whatever it means, it is of reasonable length and one line. */
    static String text(String what, String text) {
        if (text.isBlank() || text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadInputException(
                    "the %s is empty, longer than %d letters, or has control characters; send another"
                            .formatted(what, MAX_TEXT));
        }
        return text;
    }

    static int number(Context context, String parameter, int otherwise, int most) {
        String text = Optional.ofNullable(context.queryParam(parameter)).orElse(String.valueOf(otherwise));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new BadInputException(
                    "the parameter '%s' is out of range; give a whole number from 1 to %d".formatted(parameter, most));
        }
        return Integer.parseInt(text);
    }

    static <T> T body(Context context, Class<T> form, int maxBytes) throws IOException {
        byte[] body = context.req().getInputStream().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new ProblemException(Guard.tooLarge(maxBytes));
        }
        return Json.read(body, form);
    }
}
