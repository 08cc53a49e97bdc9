package dev.levada.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.levada.node.log.AuditLog;
import java.util.Map;

/**
 * What is written while nobody has called {@link Logging}: warnings of the libraries a job brings along, to standard
 * error. Found as a service; no file on the class path is looked for.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class QuietStart extends ContextAwareBase implements Configurator {

    /** As services are made. */
    public QuietStart() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LineEncoder encoder = new LineEncoder(LogFormat.TEXT, Map.of());
        Logging.write(context, Logging.standardError(context), encoder, Level.WARN);
        context.getLogger(AuditLog.LOGGER).setLevel(Level.INFO); // refusals are never quiet
        context.getLogger("org.apache.ratis").setLevel(Level.OFF); // what it means for a group is said by that
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
