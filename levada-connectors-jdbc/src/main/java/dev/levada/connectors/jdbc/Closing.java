package dev.levada.connectors.jdbc;

/** What is to be closed because something else failed. */
@FunctionalInterface
interface Closing {
    void close() throws Exception;

    /** Closes it; what goes wrong with that is told along with the failure. */
    static void after(Throwable failure, Closing closing) {
        try {
            closing.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
