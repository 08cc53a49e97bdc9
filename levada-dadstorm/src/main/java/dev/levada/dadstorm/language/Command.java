package dev.levada.dadstorm.language;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** One order to a running job. */
public sealed interface Command {

    SourcePosition position();

    /** Gives the command back in the syntax of a script, such as {@code Interval OP1 500}. */
    String script();

    <R> R deliverTo(Handler<R> handler);

    /** Whether it does harm, or mends what was done. */
    default boolean isFault() {
        return this instanceof Crash || this instanceof Freeze || this instanceof Unfreeze;
    }

    /** All replicas of an operator begin to process. */
    record Start(SourcePosition position, String operator) implements Command {
        @Override
        public String script() {
            return "Start " + operator;
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onStart(this);
        }
    }

    /** An operator pauses between one tuple and the next. */
    record Interval(SourcePosition position, String operator, Duration pause) implements Command {
        @Override
        public String script() {
            return "Interval " + operator + " " + pause.toMillis();
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onInterval(this);
        }
    }

    /**
     * Nodes tell how they are.
     *
     * @param operator the only one asked; absent to ask all
     * @param replica the only one asked of that operator, from 0; absent to ask all of them
     */
    record Status(SourcePosition position, Optional<String> operator, OptionalInt replica) implements Command {
        @Override
        public String script() {
            return "Status" + operator.map(id -> " " + id).orElse("")
                    + (replica.isPresent() ? " " + replica.getAsInt() : "");
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onStatus(this);
        }
    }

    /** A replica dies. */
    record Crash(SourcePosition position, Target target) implements Command {
        @Override
        public String script() {
            return "Crash " + target;
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onCrash(this);
        }
    }

    /** A replica stops processing, and goes on receiving. */
    record Freeze(SourcePosition position, Target target) implements Command {
        @Override
        public String script() {
            return "Freeze " + target;
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onFreeze(this);
        }
    }

    /** A frozen replica goes on, first with what it has received. */
    record Unfreeze(SourcePosition position, Target target) implements Command {
        @Override
        public String script() {
            return "Unfreeze " + target;
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onUnfreeze(this);
        }
    }

    /** Whoever issues the commands waits before the next; the job does not. */
    record Wait(SourcePosition position, Duration pause) implements Command {
        @Override
        public String script() {
            return "Wait " + pause.toMillis();
        }

        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onWait(this);
        }
    }

    /** One answer for each kind of command. */
    interface Handler<R> {

        R onStart(Start command);

        R onInterval(Interval command);

        R onStatus(Status command);

        R onCrash(Crash command);

        R onFreeze(Freeze command);

        R onUnfreeze(Unfreeze command);

        R onWait(Wait command);
    }
}
