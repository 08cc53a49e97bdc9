package dev.levada.dadstorm.language;

import java.util.Optional;

/** What an operator does with each tuple. Fields are counted from 1. */
public sealed interface OperatorSpec {

    SourcePosition position();

    <R> R deliverTo(Handler<R> handler);

    /** Passes a tuple on if no tuple before it, at any replica, had its value in the field. */
    record Unique(SourcePosition position, int field) implements OperatorSpec {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onUnique(this);
        }
    }

    /** Answers each tuple with how many the operator has seen, itself included. */
    record Count(SourcePosition position) implements OperatorSpec {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onCount(this);
        }
    }

    /** Passes every tuple on, once and unchanged. */
    record Duplicate(SourcePosition position) implements OperatorSpec {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onDuplicate(this);
        }
    }

    /**
     * Passes a tuple on if its field compares with the value as asked.
     *
     * @param value without its quotes; may be empty
     */
    record Filter(SourcePosition position, int field, Condition condition, String value) implements OperatorSpec {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onFilter(this);
        }
    }

    /** Hands each tuple to a method of the user's own and passes on what it returns. */
    record Custom(SourcePosition position, String library, String className, String method) implements OperatorSpec {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onCustom(this);
        }
    }

    /**
     * Writes every tuple to the output.
     *
     * @param path the file to write; absent for the output of the job
     */
    record Output(SourcePosition position, Optional<String> path) implements OperatorSpec {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onOutput(this);
        }
    }

    /** One answer for each type of operator. */
    interface Handler<R> {

        R onUnique(Unique spec);

        R onCount(Count spec);

        R onDuplicate(Duplicate spec);

        R onFilter(Filter spec);

        R onCustom(Custom spec);

        R onOutput(Output spec);
    }
}
