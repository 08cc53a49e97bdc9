package dev.levada.bench;

/** Apache Flink, with its state in RocksDB, of which checkpoints take only what is new. */
public final class FlinkRocksUnderTest extends FlinkUnderTest {

    /** As services are made. */
    public FlinkRocksUnderTest() {
        super("flink-rocksdb", "rocksdb");
    }
}
