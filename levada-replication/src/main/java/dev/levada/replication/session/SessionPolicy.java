package dev.levada.replication.session;

/**
 * How many clients a group remembers, and for how long. The same on every member, or they drift apart.
 *
 * @param maxSessions beyond it the one that was silent longest is forgotten; at least 1
 * @param window how many commands of one session may be without an acknowledgement; at least 1
 * @param silenceMillis after which a session is forgotten; longer than any client goes on trying
 * @param digestEntries after how many entries the state is hashed, to be compared among members; 0 for never. Takes
 *     about as long as a snapshot
 */
public record SessionPolicy(int maxSessions, int window, long silenceMillis, long digestEntries) {

    public SessionPolicy {
        if (maxSessions < 1 || window < 1 || silenceMillis < 1 || digestEntries < 0) {
            throw new IllegalArgumentException(
                    "sessions, window and silence are at least 1, entries to a digest at least 0; were %d, %d, %d ms and %d"
                            .formatted(maxSessions, window, silenceMillis, digestEntries));
        }
    }

    /** 10,000 sessions, 1,024 commands, an hour, 10,000 entries. */
    public static SessionPolicy standard() {
        return new SessionPolicy(10_000, 1024, 3_600_000, 10_000);
    }

    /** With other entries to a digest. */
    public SessionPolicy withDigestEntries(long entries) {
        return new SessionPolicy(maxSessions, window, silenceMillis, entries);
    }
}
