package dev.levada.core.state;

import org.jspecify.annotations.Nullable;

/** What one key holds: an object, or a number without its box. */
final class Cell {
    final Object key;
    final int hash;

    /** That of the table when this was last written. Where no open view has seen it, none has seen this cell. */
    int version;

    @Nullable
    Object value;

    long number;

    @Nullable
    Cell next;

    Cell(Object key, int hash, int version, @Nullable Cell next) {
        this.key = key;
        this.hash = hash;
        this.version = version;
        this.next = next;
    }

    /** The same content and age in a cell of its own, linked to nothing. A container is shared. */
    Cell copy() {
        Cell copy = new Cell(key, hash, version, null);
        copy.value = value;
        copy.number = number;
        return copy;
    }

    boolean holds(Object otherKey, int otherHash) {
        // The tables of an operator share a key's object, as far as they were not read from a snapshot.
        return hash == otherHash && (key == otherKey || key.equals(otherKey));
    }
}
