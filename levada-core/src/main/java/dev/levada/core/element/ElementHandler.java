package dev.levada.core.element;

/** Takes each kind of element. */
public interface ElementHandler {

    void onBatch(Batch batch);

    void onBarrier(Barrier barrier);

    void onLap(Lap lap);

    void onWatermark(Watermark watermark);

    void onEnd(EndOfStream end);
}
