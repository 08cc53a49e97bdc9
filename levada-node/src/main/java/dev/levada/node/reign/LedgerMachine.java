package dev.levada.node.reign;

import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Logs by name, to which only the process that reigns can write: each reign has a number, and only the last counts. */
final class LedgerMachine implements StateMachine<LedgerCommand, LedgerAnswer> {
    private final Map<String, List<byte[]>> logs = new TreeMap<>();
    private long reign;
    private String member = "";

    @Override
    public LedgerAnswer apply(LedgerCommand command) {
        if (command instanceof LedgerCommand.Begin begin) {
            reign++;
            member = begin.member();
        } else if (command instanceof LedgerCommand.Append append && append.reign() == reign) {
            logs.computeIfAbsent(append.log(), name -> new ArrayList<>()).addAll(append.records());
        } else if (command instanceof LedgerCommand.Replace replace && replace.reign() == reign) {
            replace(replace);
        }
        return answer(List.of());
    }

    private void replace(LedgerCommand.Replace replace) {
        if (replace.records().isEmpty()) {
            logs.remove(replace.log());
        } else {
            logs.put(replace.log(), new ArrayList<>(replace.records()));
        }
    }

    @Override
    public LedgerAnswer query(LedgerCommand query) {
        return query instanceof LedgerCommand.Read read
                ? answer(List.copyOf(logs.getOrDefault(read.log(), List.of())))
                : answer(List.of());
    }

    private LedgerAnswer answer(List<byte[]> records) {
        return new LedgerAnswer(reign, member, records);
    }

    @Override
    public void snapshot(SnapshotOutput out) throws IOException {
        out.write(reign);
        out.write(member);
        for (Map.Entry<String, List<byte[]>> log : logs.entrySet()) {
            out.write(log.getKey());
            out.write(List.copyOf(log.getValue()));
        }
    }

    @Override
    public void restore(SnapshotInput in) throws IOException {
        reign = in.<Long>read();
        member = in.read();
        while (in.hasNext()) {
            String name = in.read();
            logs.put(name, new ArrayList<>(in.<List<byte[]>>read()));
        }
    }
}
