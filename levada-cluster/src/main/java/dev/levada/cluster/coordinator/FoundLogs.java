package dev.levada.cluster.coordinator;

import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.TracedLog;
import java.util.List;
import java.util.Set;

/**
 * What is durable of what tasks chose, and will not become more where nobody stays.
 *
 * @param alive the logs of the processes that stay
 */
public record FoundLogs(Set<LogWriter> alive, List<TracedLog> logs) {}
