package dev.levada.api.graph;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.Source;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import java.util.Optional;
import java.util.function.Supplier;

/** What an operator does. */
public sealed interface Definition {

    /**
     * Reads the outside world; has no input.
     *
     * @param eventTime when its records happened, if that is known
     */
    record Read(Source<?> source, Optional<EventTimes> eventTime) implements Definition {

        /** Without event time. */
        public Read(Source<?> source) {
            this(source, Optional.empty());
        }
    }

    /**
     * Makes records of records.
     *
     * @param processors gives each task a processor of its own
     * @param key the key by which the operator keeps state, empty if it keeps none
     * @param asks whether a processor may ask its context for the time, for chance, or for the world outside; otherwise
     *     what it does follows from its records alone
     * @param writtenAt the call in the user's code that added the operator, if it is known
     */
    record Transform(
            Supplier<? extends Processor<?, ?>> processors,
            Optional<Mapper<?, ?>> key,
            boolean asks,
            Optional<StackTraceElement> writtenAt)
            implements Definition {

        /** Of an operator that may ask for anything, written nobody knows where. */
        public Transform(Supplier<? extends Processor<?, ?>> processors, Optional<Mapper<?, ?>> key) {
            this(processors, key, true, Optional.empty());
        }
    }

    /**
     * Asks the outside world about each record, and emits the answers.
     *
     * @param key the key of the records, if they come by key: calls in flight go where their key goes
     * @param writtenAt the call in the user's code that added the operator, if it is known
     */
    record Call(
            AsyncFunction<?, ?> function,
            AsyncCalls calls,
            Optional<Mapper<?, ?>> key,
            Optional<StackTraceElement> writtenAt)
            implements Definition {}

    /** Writes to the outside world; has no output. */
    record Write(Sink<?> sink) implements Definition {}
}
