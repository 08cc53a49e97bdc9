package dev.levada.replication.ratis;

import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;

/** Hands what Ratis has committed to the log of this member. Ratis applies with one thread. */
final class LogMachine extends BaseStateMachine {
    private final ReplicatedLog log;
    private final String self;
    private final SimpleStateMachineStorage files = new SimpleStateMachineStorage();

    LogMachine(ReplicatedLog log, String self) {
        this.log = log;
        this.self = self;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage) throws IOException {
        super.initialize(server, group, storage);
        files.init(storage);
        restore();
    }

    /** After a snapshot of the leader has come in. */
    @Override
    public void reinitialize() throws IOException {
        restore();
    }

    private void restore() throws IOException {
        SingleFileSnapshotInfo newest = files.loadLatestSnapshot();
        if (newest == null) {
            return;
        }
        try (InputStream in = new BufferedInputStream(
                new FileInputStream(newest.getFile().getPath().toFile()))) {
            log.readSnapshot(in);
        }
        setLastAppliedTermIndex(newest.getTermIndex());
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = transaction.getLogEntry();
        byte[] content = entry.getStateMachineLogEntry().getLogData().toByteArray();
        try {
            byte[] answer = log.apply(entry.getIndex(), entry.getTerm(), content);
            updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
            return CompletableFuture.completedFuture(Message.valueOf(UnsafeByteOperations.unsafeWrap(answer)));
        } catch (RuntimeException e) {
            log.failed(ConsensusException.of(
                    ConsensusException.Kind.FATAL,
                    "member '%s' cannot apply entry %d: %s".formatted(self, entry.getIndex(), e.getMessage()),
                    e));
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ratis asks when all that must be applied is; what is read then is not its business. */
    @Override
    public CompletableFuture<Message> query(Message nothing) {
        return CompletableFuture.completedFuture(Message.EMPTY);
    }

    @Override
    public long takeSnapshot() throws IOException {
        TermIndex applied = getLastAppliedTermIndex();
        if (applied == null || applied.getIndex() < 0) {
            return -1;
        }
        File file = files.getSnapshotFile(applied.getTerm(), applied.getIndex());
        File part = new File(file.getPath() + ".part");
        try (FileOutputStream raw = new FileOutputStream(part)) {
            OutputStream out = new BufferedOutputStream(raw);
            log.writeSnapshot(out);
            out.flush();
            raw.getFD().sync();
        }
        Files.move(part.toPath(), file.toPath(), StandardCopyOption.ATOMIC_MOVE);
        MD5Hash digest = MD5FileUtil.computeAndSaveMd5ForFile(file);
        files.updateLatestSnapshot(new SingleFileSnapshotInfo(new FileInfo(file.toPath(), digest), applied));
        return applied.getIndex();
    }

    @Override
    public @Nullable SingleFileSnapshotInfo getLatestSnapshot() {
        return files.getLatestSnapshot();
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return files;
    }
}
