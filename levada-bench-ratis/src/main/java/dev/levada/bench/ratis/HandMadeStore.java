package dev.levada.bench.ratis;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;

/** Values by key: a command is {@code KEY=VALUE}, a query a key. It takes no snapshots: the log is its memory. */
final class HandMadeStore extends BaseStateMachine {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        String command = entry.getStateMachineLogEntry().getLogData().toStringUtf8();
        int equals = command.indexOf('=');
        values.put(command.substring(0, equals), command.substring(equals + 1));
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    @Override
    public CompletableFuture<Message> query(Message key) {
        return CompletableFuture.completedFuture(
                Message.valueOf(values.getOrDefault(key.getContent().toStringUtf8(), "")));
    }
}
