package dev.levada.dadstorm.operator;

import dev.levada.api.operator.Emitter;
import dev.levada.dadstorm.language.OperatorDefinition;
import dev.levada.dadstorm.language.ReplicaAddress;
import dev.levada.dadstorm.log.RunLog.TupleLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one operator emits, replica by replica: counted, and told to the log. Any thread may call: the tuples of one
 * replica of UNIQ are emitted by several tasks.
 */
public final class Emissions {
    private final List<String> urls;
    private final AtomicLongArray counts;
    private final TupleLog log;

    public Emissions(OperatorDefinition operator, TupleLog log) {
        this.urls = operator.addresses().stream().map(ReplicaAddress::url).toList();
        this.counts = new AtomicLongArray(operator.replicas());
        this.log = log;
    }

    /** Emits a tuple that a replica made, or that came of what it received. */
    void emit(int replica, List<String> tuple, Emitter<List<String>> out) {
        counts.incrementAndGet(replica);
        log.emitted(urls.get(replica), tuple);
        out.emit(tuple);
    }

    /** How many tuples a replica has emitted so far. */
    public long count(int replica) {
        return counts.get(replica);
    }
}
