package dev.levada.core.codec;

import dev.levada.api.codec.ByteOutput;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/**
 * A total order of all values that {@link Codecs#any} can write, the same for live and for restored values, in every
 * process and on every run of the JVM. Values of one {@code Comparable} class are ordered by {@code compareTo}, others
 * by the names of their classes; what that leaves undecided, by their bytes. Equal values are equal in this order, and
 * no others.
 */
public enum CanonicalOrder implements Comparator<Object> {
    INSTANCE;

    @Override
    public int compare(Object left, Object right) {
        int order = classOf(left) == classOf(right) && isOrdered(left)
                ? natural(left, right)
                : Contents.className(left).compareTo(Contents.className(right));
        return order != 0 || left.equals(right) ? order : compareBytes(Contents.of(left), Contents.of(right));
    }

    /** A constant may have a class of its own. */
    private static Class<?> classOf(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    /** Collections are not: a restored one is of another class. */
    private static boolean isOrdered(Object value) {
        return value instanceof Comparable<?> && !(value instanceof Collection<?>) && !(value instanceof Map<?, ?>);
    }

    @SuppressWarnings("unchecked") // both are of the class that compares itself
    private static int natural(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static int compareBytes(ByteOutput left, ByteOutput right) {
        return Arrays.compareUnsigned(left.array(), 0, left.size(), right.array(), 0, right.size());
    }
}
