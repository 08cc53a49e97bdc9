package dev.levada.core.state;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list of nothing but doubles, or of nothing but longs, without their boxes: 8 bytes each, side by side. As objects
 * they would take three times as much, each somewhere else.
 */
final class NumberList extends AbstractList<Object> implements RandomAccess {
    private static final int FIRST_CAPACITY = 10;

    private final boolean doubles;
    private long[] bits;
    private int size;

    private NumberList(boolean doubles, long[] bits, int size) {
        this.doubles = doubles;
        this.bits = bits;
        this.size = size;
    }

    /** A list that begins with a value: of numbers, if it is one. */
    static List<Object> of(Object value) {
        List<Object> list = value instanceof Double || value instanceof Long
                ? new NumberList(value instanceof Double, new long[FIRST_CAPACITY], 0)
                : new ArrayList<>();
        list.add(value);
        return list;
    }

    /** A list of the same values that can be changed by itself. */
    static List<Object> copyOf(List<?> list) {
        return list instanceof NumberList numbers
                ? new NumberList(numbers.doubles, numbers.bits.clone(), numbers.size)
                : new ArrayList<>(list);
    }

    /**
     * The list to go on with, if this value is to be in it: where it is no number of the list's kind, one of objects.
     */
    static <V> List<V> withRoomFor(V value, List<V> list) {
        return (List<?>) list instanceof NumberList numbers && !numbers.takes(value) ? new ArrayList<>(list) : list;
    }

    private boolean takes(Object value) {
        return doubles ? value instanceof Double : value instanceof Long;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Object get(int index) {
        return number(bits[checked(index)]);
    }

    @Override
    public Object set(int index, Object value) {
        long before = bits[checked(index)];
        bits[index] = bits(value);
        return number(before);
    }

    @Override
    public boolean add(Object value) {
        if (size == bits.length) {
            bits = Arrays.copyOf(bits, size + (size >> 1));
        }
        bits[size++] = bits(value);
        return true;
    }

    private int checked(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index %d of a list of %d".formatted(index, size));
        }
        return index;
    }

    private Object number(long of) {
        if (doubles) {
            return Double.longBitsToDouble(of);
        }
        return of;
    }

    private long bits(Object value) {
        return doubles ? Double.doubleToRawLongBits((Double) value) : (Long) value;
    }
}
