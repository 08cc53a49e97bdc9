package dev.levada.bench;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import java.io.IOException;

/** How what travels between members, and what goes into snapshots, is written. */
final class JetSerializers {

    private JetSerializers() {}

    static void register(SerializationConfig config) {
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(Workload.Arrival.class).setImplementation(new OfArrivals()));
        config.addSerializerConfig(
                new SerializerConfig().setTypeClass(JetKeyedJob.Keyed.class).setImplementation(new OfState()));
    }

    private static final class OfArrivals implements StreamSerializer<Workload.Arrival> {
        @Override
        public int getTypeId() {
            return 1;
        }

        @Override
        public void write(ObjectDataOutput out, Workload.Arrival arrival) throws IOException {
            out.writeString(arrival.text());
            out.writeLong(arrival.index());
        }

        @Override
        public Workload.Arrival read(ObjectDataInput in) throws IOException {
            return new Workload.Arrival(in.readString(), in.readLong());
        }
    }

    private static final class OfState implements StreamSerializer<JetKeyedJob.Keyed> {
        @Override
        public int getTypeId() {
            return 2;
        }

        @Override
        public void write(ObjectDataOutput out, JetKeyedJob.Keyed state) throws IOException {
            out.writeLong(state.count);
            out.writeByteArray(state.entry);
        }

        @Override
        public JetKeyedJob.Keyed read(ObjectDataInput in) throws IOException {
            JetKeyedJob.Keyed state = new JetKeyedJob.Keyed();
            state.count = in.readLong();
            state.entry = in.readByteArray();
            return state;
        }
    }
}
