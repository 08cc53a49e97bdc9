package dev.levada.replication.session;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who has a session, and what its commands answered. The one that was silent longest comes first. */
final class Sessions {
    private final SessionPolicy policy;
    private final Map<Long, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private long lastId;

    private static final class Session {
        private final Map<Long, Answer> answers = new LinkedHashMap<>();
        private long acknowledged;
        private long usedMillis;
    }

    Sessions(SessionPolicy policy) {
        this.policy = policy;
    }

    long open(long clockMillis) {
        if (sessions.size() >= policy.maxSessions()) {
            Iterator<Long> oldest = sessions.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        Session session = new Session();
        session.usedMillis = clockMillis;
        sessions.put(++lastId, session);
        return lastId;
    }

    void forgetSilent(long clockMillis) {
        Iterator<Session> oldestFirst = sessions.values().iterator();
        while (oldestFirst.hasNext() && clockMillis - oldestFirst.next().usedMillis > policy.silenceMillis()) {
            oldestFirst.remove();
        }
    }

    /** The answer that a command must get without being applied; null if it is to be applied now. */
    @Nullable
    Answer known(Operation command, long clockMillis) {
        Session session = sessions.get(command.session());
        if (session == null) {
            return Answer.of(Answer.Kind.NO_SESSION, "session %d is not known".formatted(command.session()));
        }
        session.usedMillis = clockMillis;
        acknowledge(session, command.acknowledged());
        Answer before = session.answers.get(command.sequence());
        if (before != null) {
            return before;
        }
        if (command.sequence() <= session.acknowledged) {
            return Answer.of(Answer.Kind.STALE, "command %d was acknowledged".formatted(command.sequence()));
        }
        if (command.sequence() - session.acknowledged > policy.window()) {
            return Answer.of(
                    Answer.Kind.OUT_OF_WINDOW,
                    "command %d is more than %d ahead of %d, the last acknowledged"
                            .formatted(command.sequence(), policy.window(), session.acknowledged));
        }
        return null;
    }

    private static void acknowledge(Session session, long acknowledged) {
        if (acknowledged > session.acknowledged) {
            session.acknowledged = acknowledged;
            session.answers.keySet().removeIf(sequence -> sequence <= acknowledged);
        }
    }

    void answered(Operation command, Answer answer) {
        Session session = sessions.get(command.session());
        if (session != null) {
            session.answers.put(command.sequence(), answer);
        }
    }

    int size() {
        return sessions.size();
    }

    void write(ByteOutput out) {
        out.writeVarLong(lastId);
        out.writeLength(sessions.size());
        sessions.forEach((id, session) -> {
            out.writeVarLong(id);
            out.writeVarLong(session.acknowledged);
            out.writeVarLong(session.usedMillis);
            out.writeLength(session.answers.size());
            session.answers.forEach((sequence, answer) -> {
                out.writeVarLong(sequence);
                answer.write(out);
            });
        });
    }

    void read(ByteInput in) {
        lastId = in.readVarLong();
        int count = in.readLength();
        for (int i = 0; i < count; i++) {
            long id = in.readVarLong();
            Session session = new Session();
            session.acknowledged = in.readVarLong();
            session.usedMillis = in.readVarLong();
            int answers = in.readLength();
            for (int j = 0; j < answers; j++) {
                long sequence = in.readVarLong();
                session.answers.put(sequence, Answer.read(in));
            }
            sessions.put(id, session);
        }
    }
}
