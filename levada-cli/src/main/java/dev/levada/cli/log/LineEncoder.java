package dev.levada.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.levada.node.log.LogKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes each event as one line. */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];

    private final LogFormat format;
    private final Map<LogKey, String> process;

    /** @param process what holds for the process, where a thread says nothing else */
    LineEncoder(LogFormat format, Map<LogKey, String> process) {
        this.format = format;
        this.process = process;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = switch (format) {
            case TEXT -> TextLine.of(event, process);
            case JSON -> JsonLine.of(event, process);
        };
        return line.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
