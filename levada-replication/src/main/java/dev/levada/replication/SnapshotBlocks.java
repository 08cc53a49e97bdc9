package dev.levada.replication;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import dev.levada.replication.session.BlockInput;
import dev.levada.replication.session.BlockOutput;
import dev.levada.replication.session.StateHash;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values in the blocks of a snapshot, one each. */
final class SnapshotBlocks {
    private static final Codec<Object> ANY = Codecs.any();

    private SnapshotBlocks() {}

    record Output(BlockOutput blocks) implements SnapshotOutput {

        @Override
        public void write(Object value) throws IOException {
            ByteOutput out = new ByteOutput(256);
            ANY.write(value, out);
            blocks.write(out.array(), out.size());
        }
    }

    /** A hash of what is written. The order of a map or a set does not count, but within records. */
    static final class Digest implements SnapshotOutput {
        private long hash;

        @Override
        public void write(Object value) {
            hash = StateHash.of(hash, of(value));
        }

        long value() {
            return hash;
        }

        private static long of(Object value) {
            if (value instanceof Map<?, ?> map) {
                return map.entrySet().stream()
                        .mapToLong(entry -> StateHash.of(of(entry.getKey()), of(entry.getValue())))
                        .sum();
            }
            if (value instanceof Set<?> set) {
                return set.stream().mapToLong(each -> StateHash.of(1, of(each))).sum();
            }
            if (value instanceof List<?> list) {
                long hash = list.size();
                for (Object each : list) {
                    hash = StateHash.of(hash, of(each));
                }
                return hash;
            }
            ByteOutput out = new ByteOutput(64);
            ANY.write(value, out);
            return StateHash.of(out.array(), out.size());
        }
    }

    static final class Input implements SnapshotInput {
        private final BlockInput blocks;
        private Optional<byte[]> next = Optional.empty();

        Input(BlockInput blocks) {
            this.blocks = blocks;
        }

        @Override
        public boolean hasNext() throws IOException {
            if (next.isEmpty()) {
                next = blocks.read();
            }
            return next.isPresent();
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the machine knows what it wrote
        public <T> T read() throws IOException {
            if (!hasNext()) {
                throw new IOException("the machine reads more of a snapshot than it wrote");
            }
            byte[] block = next.orElseThrow();
            next = Optional.empty();
            return (T) ANY.read(new ByteInput(block));
        }
    }
}
