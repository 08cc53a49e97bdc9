package dev.levada.core.state;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the cells of a table hold. */
enum CellKind {
    VALUE,
    COUNTER,
    LIST,
    MAP,
    REDUCING,
    /** Not by the key in hand, but by keys of their own. */
    BROADCAST;

    /** As snapshots name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null if no kind has this name. */
    static @Nullable CellKind labelled(String label) {
        for (CellKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        return null;
    }

    /** What a cell is to hold in place of this before it is written: containers are changed in place. */
    @Nullable
    Object toWrite(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (this) {
            case LIST -> NumberList.copyOf((List<?>) value);
            case MAP -> new HashMap<>((Map<?, ?>) value);
            case VALUE, COUNTER, REDUCING, BROADCAST -> value;
        };
    }
}
