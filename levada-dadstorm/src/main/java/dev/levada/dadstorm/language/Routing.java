package dev.levada.dadstorm.language;

/** How the input of an operator, from operators and from files, is spread over the operator's own replicas. */
public sealed interface Routing {

    SourcePosition position();

    <R> R deliverTo(Handler<R> handler);

    /** All to the first replica that lives. */
    record Primary(SourcePosition position) implements Routing {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onPrimary(this);
        }
    }

    /** Each tuple to any replica. */
    record AtRandom(SourcePosition position) implements Routing {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onRandom(this);
        }
    }

    /**
     * Tuples with the same value in a field to the same replica.
     *
     * @param field from 1
     */
    record Hashing(SourcePosition position, int field) implements Routing {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onHashing(this);
        }
    }

    /** One answer for each policy. */
    interface Handler<R> {

        R onPrimary(Primary routing);

        R onRandom(AtRandom routing);

        R onHashing(Hashing routing);
    }
}
