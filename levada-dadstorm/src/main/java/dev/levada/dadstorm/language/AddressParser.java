package dev.levada.dadstorm.language;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the address of a replica: {@code tcp://host:port/name}. */
final class AddressParser {

    private static final String SCHEME = "tcp://";

    private AddressParser() {}

    static boolean isUrl(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Returns null if the address is no good, which is then told. */
    static @Nullable ReplicaAddress parse(Word word, Problems problems) {
        String url = word.text();
        int slash = url.indexOf('/', SCHEME.length());
        int colon = slash < 0 ? -1 : url.lastIndexOf(':', slash);
        if (!isUrl(url) || colon <= SCHEME.length() || slash == url.length() - 1) {
            problems.error(
                    word.position(), word.shown() + " is not the address of a replica", "write tcp://HOST:PORT/NAME");
            return null;
        }
        OptionalInt port = Numeral.PORT.read(part(word, colon + 1, slash), problems);
        return port.isEmpty()
                ? null
                : new ReplicaAddress(
                        word.position(),
                        url.substring(SCHEME.length(), colon),
                        port.getAsInt(),
                        url.substring(slash + 1),
                        url);
    }

    private static Word part(Word word, int start, int end) {
        SourcePosition whole = word.position();
        int column = whole.column() + start + (word.quoted() ? 1 : 0);
        return new Word(
                new SourcePosition(whole.file(), whole.line(), column),
                word.text().substring(start, end),
                false);
    }
}
