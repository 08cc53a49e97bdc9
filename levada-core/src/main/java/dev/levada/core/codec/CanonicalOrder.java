package dev.levada.core.codec;

import dev.levada.api.codec.ByteOutput;
import java.util.Arrays;
import java.util.Comparator;

/** A total order of values, the same for live and for restored ones. */
public enum CanonicalOrder implements Comparator<Object> {
    INSTANCE;

    @Override
    @SuppressWarnings("unchecked")
    public int compare(Object left, Object right) {
        int order = left.getClass() == right.getClass() && left instanceof Comparable<?>
                ? ((Comparable<Object>) left).compareTo(right)
                : left.getClass().getName().compareTo(right.getClass().getName());
        return order != 0 || left.equals(right) ? order : Arrays.compareUnsigned(bytes(left), bytes(right));
    }

    private static byte[] bytes(Object value) {
        ByteOutput out = new ByteOutput(64);
        Codecs.any().write(value, out);
        return out.toByteArray();
    }
}
