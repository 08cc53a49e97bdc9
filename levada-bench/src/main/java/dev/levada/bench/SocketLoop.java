package dev.levada.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Word count without an engine in two processes, written by hand: one splits and sends batches of words over a socket,
 * the other makes strings of them again and counts them in a hash map. A batch is its length in bytes and then, for
 * each word, its length in a byte and its letters; an empty one is the end.
 */
final class SocketLoop {
    private static final int BATCH_BYTES = 48 * 1024;
    private static final int MAX_WORD_BYTES = 127;
    private static final int BATCH_WORDS = 512;
    private static final int HEAD_BYTES = Integer.BYTES;

    private SocketLoop() {}

    /**
     * The first process.
     *
     * @param told when a mark is passed
     */
    static void split(Sentences sentences, long count, int port, Consumer<String> told) throws IOException {
        Marks marks = Marks.of(count, 1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Batches batches = new Batches(socket.getOutputStream());
            for (long index = 0; index < count; index++) {
                marks.pass(index, told);
                String sentence = sentences.get(index);
                int start = 0;
                int blank;
                while ((blank = sentence.indexOf(' ', start)) >= 0) {
                    batches.add(sentence.substring(start, blank));
                    start = blank + 1;
                }
                batches.add(sentence.substring(start));
            }
            batches.send();
            batches.send(); // nothing: the end
        }
    }

    /** The second process. */
    static void count(ServerSocket listening, WordCounts counts) throws IOException {
        try (Socket socket = listening.accept();
                DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            byte[] bytes = new byte[BATCH_BYTES];
            String[] words = new String[BATCH_WORDS];
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                in.readFully(bytes, 0, length);
                int size = 0;
                int at = 0;
                while (at < length) {
                    int letters = bytes[at];
                    words[size++] = new String(bytes, at + 1, letters, StandardCharsets.ISO_8859_1);
                    at += 1 + letters;
                    if (size == BATCH_WORDS) {
                        counts.add(words);
                        size = 0;
                    }
                }
                counts.add(Arrays.copyOf(words, size));
            }
        }
    }

    /** The batch being filled. */
    private static final class Batches {
        private final OutputStream out;
        private final byte[] bytes = new byte[BATCH_BYTES];
        private int size = HEAD_BYTES;

        Batches(OutputStream out) {
            this.out = out;
        }

        void add(String word) throws IOException {
            int letters = word.length();
            if (letters > MAX_WORD_BYTES) {
                throw new IllegalArgumentException("a word has at most 127 letters, was '%s'".formatted(word));
            }
            if (size + 1 + letters > BATCH_BYTES) {
                send();
            }
            bytes[size++] = (byte) letters;
            for (int i = 0; i < letters; i++) {
                bytes[size++] = (byte) word.charAt(i);
            }
        }

        void send() throws IOException {
            int length = size - HEAD_BYTES;
            for (int i = 0; i < HEAD_BYTES; i++) {
                bytes[i] = (byte) (length >>> (24 - 8 * i));
            }
            out.write(bytes, 0, size);
            size = HEAD_BYTES;
        }
    }
}
