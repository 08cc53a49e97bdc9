package dev.levada.replication.session;

/**
 * How many clients a group remembers, and for how long. The same on every member, or they drift apart.
 *
 * @param maxSessions beyond it the one that was silent longest is forgotten; at least 1
 * @param window how many commands of one session may be without an acknowledgement; at least 1
 * @param silenceMillis after which a session is forgotten; longer than any client goes on trying
 */
public record SessionPolicy(int maxSessions, int window, long silenceMillis) {

    public SessionPolicy {
        if (maxSessions < 1 || window < 1 || silenceMillis < 1) {
            throw new IllegalArgumentException("sessions, window and silence are at least 1, were %d, %d and %d ms"
                    .formatted(maxSessions, window, silenceMillis));
        }
    }

    /** 10,000 sessions, 1,024 commands, an hour. */
    public static SessionPolicy standard() {
        return new SessionPolicy(10_000, 1024, 3_600_000);
    }
}
