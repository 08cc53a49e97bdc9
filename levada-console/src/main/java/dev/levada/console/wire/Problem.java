package dev.levada.console.wire;

/**
 * Why a request was not served.
 *
 * @param error what is wrong
 * @param remedy what to do; empty if nobody knows
 */
public record Problem(Kind kind, String error, String remedy) {
    private static final String BETWEEN = "; ";

    /** The kinds of problems, each with the HTTP status that goes with it. */
    public enum Kind {
        BAD_INPUT(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        UNKNOWN(404),
        METHOD(405),
        REFUSED(409),
        TOO_LARGE(413),
        MEDIA_TYPE(415),
        MISDIRECTED(421),
        NOT_GUARANTEED(422),
        HEADERS_TOO_LARGE(431),
        UNEXPECTED(500),
        NOT_READY(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** The kind of an answer that has no better description than its status. */
        public static Kind of(int status) {
            for (Kind kind : values()) {
                if (kind.status == status) {
                    return kind;
                }
            }
            return status < 500 ? BAD_INPUT : UNEXPECTED;
        }
    }

    /** Takes a message apart: what is wrong stands first in ours, then a semicolon, then what to do. */
    public static Problem of(Kind kind, String message) {
        int mark = message.indexOf(BETWEEN);
        return mark < 0
                ? new Problem(kind, message, "")
                : new Problem(kind, message.substring(0, mark), message.substring(mark + BETWEEN.length()));
    }

    /** The message in one piece again. */
    public String message() {
        return remedy.isEmpty() ? error : error + BETWEEN + remedy;
    }
}
