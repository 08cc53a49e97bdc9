package dev.levada.dadstorm.language;

/** Where an operator takes its tuples from. */
public sealed interface Input {

    SourcePosition position();

    <R> R deliverTo(Handler<R> handler);

    /** All that another operator emits. */
    record FromOperator(SourcePosition position, String operator) implements Input {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onOperator(this);
        }
    }

    /**
     * The lines of a file: what a source is that names no operator of the configuration.
     *
     * @param path as typed, without its quotes; nothing says that there is such a file
     */
    record FromFile(SourcePosition position, String path) implements Input {
        @Override
        public <R> R deliverTo(Handler<R> handler) {
            return handler.onFile(this);
        }
    }

    /** One answer for each kind of input. */
    interface Handler<R> {

        R onOperator(FromOperator input);

        R onFile(FromFile input);
    }
}
