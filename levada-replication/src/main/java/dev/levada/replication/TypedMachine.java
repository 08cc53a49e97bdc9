package dev.levada.replication;

import dev.levada.replication.session.BlockInput;
import dev.levada.replication.session.BlockOutput;
import dev.levada.replication.session.Machine;
import java.io.IOException;

/** A user's machine, on the level of bytes. */
record TypedMachine<C, R>(StateMachine<C, R> machine, Wording<C, R> wording) implements Machine {

    @Override
    public byte[] apply(byte[] command) {
        return wording.replyBytes(machine.apply(wording.commandOf(command)));
    }

    @Override
    public byte[] query(byte[] query) {
        return wording.replyBytes(machine.query(wording.commandOf(query)));
    }

    @Override
    public void snapshot(BlockOutput out) throws IOException {
        machine.snapshot(new SnapshotBlocks.Output(out));
    }

    @Override
    public long digest() throws IOException {
        SnapshotBlocks.Digest digest = new SnapshotBlocks.Digest();
        machine.snapshot(digest);
        return digest.value();
    }

    @Override
    public void restore(BlockInput in) throws IOException {
        machine.restore(new SnapshotBlocks.Input(in));
    }
}
