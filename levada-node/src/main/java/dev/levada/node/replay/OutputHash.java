package dev.levada.node.replay;

import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.ElementHandler;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.element.Lap;
import dev.levada.core.element.Watermark;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Counts one output, and hashes it: numbers, kinds and bytes, and nothing that depends on how records were sent. */
final class OutputHash implements ElementHandler {
    private static final int RECORD = 1;
    private static final int BARRIER = 2;
    private static final int END = 3;
    private static final int LAP = 4;
    private static final int WATERMARK = 5;
    private static final int IDLE = 6;

    private final Codec<Object> codec;
    private final MessageDigest digest = sha256();
    private final ByteOutput out = new ByteOutput(256);
    private long count;
    private boolean whole = true;

    OutputHash(Codec<Object> codec) {
        this.codec = codec;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, and this one does not", e);
        }
    }

    void add(Element element) {
        element.deliverTo(this);
    }

    @Override
    public void onBatch(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            record(batch.firstSequence() + i, batch.value(i), batch.hash(i));
        }
    }

    /** @param hash of its key, or 0 */
    void record(long number, Object value, int hash) {
        out.clear();
        out.writeByte(RECORD);
        out.writeVarLong(number);
        out.writeInt(hash);
        try {
            codec.write(value, out);
        } catch (RuntimeException e) { // there is no codec, or the user's own fails: then there are no bytes to compare
            whole = false;
        }
        addOut();
    }

    @Override
    public void onBarrier(Barrier barrier) {
        control(BARRIER, barrier, barrier.epoch());
    }

    @Override
    public void onLap(Lap lap) {
        control(LAP, lap, lap.number());
    }

    @Override
    public void onWatermark(Watermark watermark) {
        control(watermark.idle() ? IDLE : WATERMARK, watermark, watermark.millis());
    }

    @Override
    public void onEnd(EndOfStream end) {
        control(END, end, 0);
    }

    private void control(int kind, Element element, long value) {
        out.clear();
        out.writeByte(kind);
        out.writeVarLong(element.firstSequence());
        out.writeVarLong(value);
        addOut();
    }

    private void addOut() {
        count++;
        digest.update(out.toByteArray());
    }

    /** How many elements there were. */
    long count() {
        return count;
    }

    /** The hash of all of them, once; empty if some have no bytes. */
    Optional<String> hash() {
        return whole ? Optional.of(HexFormat.of().formatHex(digest.digest())) : Optional.empty();
    }
}
