package dev.levada.yaml;

import java.util.List;

/**
 * A key that a part of a pipeline file can have.
 *
 * @param choices the values that it can have, if they are few
 * @param inside the part that its value is, if it is one
 * @param help what it is for, in a few words
 */
record Key(String name, Kind kind, boolean required, List<String> choices, List<Section> inside, String help) {

    /** What a value looks like. */
    enum Kind {
        TEXT,
        /** One text, or a list of them. */
        TEXTS,
        NUMBER,
        BOOL,
        CHOICE,
        /** One of several texts that are written with more than the choices, such as {@code causal:2}. */
        OPEN_CHOICE,
        /** Names, each with a text. */
        FIELDS,
        /** A text, or names, each with a text. */
        TEXT_OR_FIELDS,
        /** A part of its own. */
        PART,
        /** A text, or a part of its own. */
        TEXT_OR_PART,
        /** Nothing, or a part of its own that may be empty. */
        MAYBE_PART,
        /** Names, each with a part. */
        NAMED_PARTS,
        /** A list of such names, with one part each. */
        LISTED_PARTS
    }

    Key(String name, Kind kind, String help) {
        this(name, kind, false, List.of(), List.of(), help);
    }

    static Key choice(String name, List<String> choices, String help) {
        return new Key(name, Kind.CHOICE, false, choices, List.of(), help);
    }

    static Key part(String name, Kind kind, Section inside, String help) {
        return new Key(name, kind, false, List.of(), List.of(inside), help);
    }

    Key needed() {
        return new Key(name, kind, true, choices, inside, help);
    }
}
