package dev.levada.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Turns the log of this process on. */
public final class Logging {
    /** Libraries that tell more than anybody wants to read. */
    private static final List<String> TALKATIVE = List.of("io.netty", "org.eclipse.jetty", "io.javalin");

    private Logging() {}

    /**
     * From here on everything is written as the settings say. May be called again.
     *
     * @throws IOException if the file cannot be written
     */
    public static void start(LogSettings settings) throws IOException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Path file = settings.file();
        OutputStreamAppender<ILoggingEvent> appender = file == null
                ? standardError(context)
                : RollingFile.create(context, file, settings.fileBytes(), settings.files());
        context.reset();
        LineEncoder encoder = new LineEncoder(settings.format(), settings.about());
        write(context, appender, encoder, Level.convertAnSLF4JLevel(settings.level()));
        for (String library : TALKATIVE) {
            context.getLogger(library).setLevel(Level.WARN);
        }
    }

    /** What is written must be on its way before the process ends. */
    public static void stop() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    static OutputStreamAppender<ILoggingEvent> standardError(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        return appender;
    }

    static void write(
            LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, LineEncoder encoder, Level level) {
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
    }
}
