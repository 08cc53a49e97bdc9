package dev.levada.node.agent;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The pipe from an agent to its worker: the secret is its first line, and then it stays open as long as the agent
 * lives. The standard input of a worker is for nothing else.
 */
public final class Lifeline {
    /** What a worker returns whose agent is gone: as if its terminal had hung up. */
    public static final int AGENT_GONE = 128 + 1;

    private Lifeline() {}

    /**
     * Called first by a worker, once: reads the secret from the standard input, and from then on ends this JVM at once,
     * without any cleaning up, when the agent is gone.
     *
     * @throws IOException if the first line is not a secret, because no agent has started this process
     */
    public static Secret attach() throws IOException {
        return attach(() -> {});
    }

    /**
     * As {@link #attach()}.
     *
     * @param farewell done before this JVM ends; whatever it throws, the JVM ends
     */
    public static Secret attach(Runnable farewell) throws IOException {
        return attach(System.in, () -> {
            try {
                farewell.run();
            } finally {
                Runtime.getRuntime().halt(AGENT_GONE);
            }
        });
    }

    static Secret attach(InputStream in, Runnable end) throws IOException {
        Secret secret = read(in);
        Thread watch = new Thread(() -> awaitEnd(in, end), "levada-lifeline");
        watch.setDaemon(true);
        watch.start();
        return secret;
    }

    /** The agent's side. Does not block: the pipe has room for a whole secret. */
    static void write(Secret secret, OutputStream out) throws IOException {
        out.write((HexFormat.of().formatHex(secret.bytes()) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static Secret read(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(
                        "the standard input ended before a secret; a worker is started by an agent only");
            }
            if (line.size() == 2 * Secret.MAX_BYTES) {
                throw new StreamCorruptedException(
                        "the first line of the standard input is longer than a secret; a worker is started by an agent only");
            }
            line.write(next);
        }
        try {
            return Secret.of(HexFormat.of().parseHex(line.toString(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) { // whose message may be the secret
            throw new StreamCorruptedException(
                    "the first line of the standard input is no secret; a worker is started by an agent only");
        }
    }

    /** Allocates nothing, so that it ends also a JVM without memory. */
    private static void awaitEnd(InputStream in, Runnable end) {
        try {
            int next = in.read();
            while (next >= 0) {
                next = in.read();
            }
        } catch (IOException e) {
            // Nothing will come any more, which is the same.
        } finally {
            end.run();
        }
    }
}
