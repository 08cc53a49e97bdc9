package dev.levada.node.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of some output, fit to be shown: long ones cut, and no character that commands a terminal. */
final class LastLines {
    static final int MAX_LINE_BYTES = 8 << 10;

    private final int max;
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean begun;

    LastLines(int max) {
        this.max = max;
    }

    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            begun = true;
            if (bytes[i] == '\n') {
                end();
            } else if (line.size() < MAX_LINE_BYTES) {
                line.write(bytes[i]);
            }
        }
    }

    private void end() {
        if (lines.size() == max) {
            lines.removeFirst();
        }
        lines.addLast(line.toByteArray());
        line.reset();
        begun = false;
    }

    List<String> toList() {
        if (begun) {
            end();
        }
        List<String> texts = new ArrayList<>(lines.size());
        lines.forEach(bytes -> texts.add(escaped(new String(bytes, StandardCharsets.UTF_8))));
        return texts;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().forEach(character -> {
            if (Character.isISOControl(character) && character != '\t') {
                escaped.append("\\u%04x".formatted(character));
            } else {
                escaped.append((char) character);
            }
        });
        return escaped.toString();
    }
}
