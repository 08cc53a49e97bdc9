package dev.levada.bench;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main program of a {@link KafkaBroker}: formats its directory, as is to be done once, and starts it. */
public final class KafkaBrokerMain {

    private KafkaBrokerMain() {}

    /** The name of its file of properties. */
    public static void main(String[] args) {
        String[] format = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", args[0]};
        if (StorageTool.execute(format, System.out) != 0) {
            throw new IllegalStateException("the directory of the broker could not be formatted; why is said above");
        }
        Kafka.main(args);
    }
}
