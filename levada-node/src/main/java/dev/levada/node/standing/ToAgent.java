package dev.levada.node.standing;

/** What a coordinator tells an agent over the control connection. */
sealed interface ToAgent {

    /**
     * Start a worker process. Its end is told, also if it never came up.
     *
     * @param name of the worker, on the network and here
     * @param directory where it runs
     * @param secret what it proves itself with, to the coordinator and the other workers of its job; see
     *     {@link RunCredentials#of}
     */
    record Start(String name, String directory, String secret) implements ToAgent {

        /** Without what must not come into a log. */
        @Override
        public String toString() {
            return "Start[name=%s, directory=%s, secret]".formatted(name, directory);
        }
    }

    /** Kill a process at once, if it is there. */
    record Kill(String name) implements ToAgent {}

    /** Is a process there? If not, its end is told again. */
    record Check(String name) implements ToAgent {}

    /** Make a process stand still, or go on. */
    record Freeze(String name, boolean freeze) implements ToAgent {}

    /** What were the last lines that a worker wrote? */
    record Tail(long question, String name, int lines) implements ToAgent {}

    /** Another agent of that name is there already. */
    record Refuse(String why) implements ToAgent {}
}
