package dev.levada.replication.session;

import dev.levada.api.codec.ByteOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the numbers it was given, in order; answers with the place of each. Throws at numbers that 7 divides. */
final class TokenMachine implements Machine {
    private final List<Long> tokens = new ArrayList<>();

    static byte[] bytes(long number) {
        ByteOutput out = new ByteOutput(8);
        out.writeLong(number);
        return out.toByteArray();
    }

    static long number(byte[] bytes) {
        return new dev.levada.api.codec.ByteInput(bytes).readLong();
    }

    List<Long> tokens() {
        return tokens;
    }

    @Override
    public byte[] apply(byte[] command) {
        long token = number(command);
        tokens.add(token);
        if (token % 7 == 0) {
            throw new IllegalArgumentException("7 divides " + token);
        }
        return bytes(tokens.size());
    }

    @Override
    public byte[] query(byte[] query) {
        return bytes(tokens.size());
    }

    @Override
    public void snapshot(BlockOutput out) throws IOException {
        for (long token : tokens) {
            out.write(bytes(token), Long.BYTES);
        }
    }

    @Override
    public void restore(BlockInput in) throws IOException {
        for (Optional<byte[]> block = in.read(); block.isPresent(); block = in.read()) {
            tokens.add(number(block.get()));
        }
    }
}
