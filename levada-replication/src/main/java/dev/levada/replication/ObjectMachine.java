package dev.levada.replication;

import dev.levada.replication.session.BlockInput;
import dev.levada.replication.session.BlockOutput;
import dev.levada.replication.session.Machine;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plain object behind an interface. Its state is what is in its fields: those that are neither static nor transient.
 * Collections and maps are filled anew, so that they stay of the kind that the constructor made.
 */
final class ObjectMachine implements Machine {
    private final Object object;
    private final CallWording wording;
    private final List<Field> fields;

    ObjectMachine(Object object, CallWording wording) {
        this.object = object;
        this.wording = wording;
        this.fields = fields(object.getClass());
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        fields.sort(Comparator.comparing(Field::toString));
        return fields;
    }

    @Override
    public byte[] apply(byte[] command) {
        return wording.invoke(object, command, true);
    }

    @Override
    public byte[] query(byte[] query) {
        return wording.invoke(object, query, false);
    }

    @Override
    public void snapshot(BlockOutput blocks) throws IOException {
        write(new SnapshotBlocks.Output(blocks));
    }

    private void write(SnapshotOutput out) throws IOException {
        for (Field field : fields) {
            Object value = Reflection.get(field, object);
            out.write(value != null);
            if (value != null) {
                out.write(value);
            }
        }
    }

    @Override
    public long digest() throws IOException {
        SnapshotBlocks.Digest digest = new SnapshotBlocks.Digest();
        write(digest);
        return digest.value();
    }

    @Override
    public void restore(BlockInput blocks) throws IOException {
        SnapshotBlocks.Input in = new SnapshotBlocks.Input(blocks);
        for (Field field : fields) {
            boolean present = in.<Boolean>read();
            if (present) {
                restore(field, in.read());
            } else {
                Reflection.set(field, object, null);
            }
        }
    }

    @SuppressWarnings("unchecked") // what was in it comes back into it
    private void restore(Field field, Object value) {
        @Nullable Object fresh = Reflection.get(field, object);
        if (fresh instanceof Map<?, ?> map) {
            map.clear();
            ((Map<Object, Object>) map).putAll((Map<Object, Object>) value);
        } else if (fresh instanceof Collection<?> collection) {
            collection.clear();
            ((Collection<Object>) collection).addAll((Collection<Object>) value);
        } else {
            Reflection.set(field, object, value);
        }
    }
}
