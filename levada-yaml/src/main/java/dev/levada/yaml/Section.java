package dev.levada.yaml;

import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.yaml.Key.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a pipeline file, and the keys that it can have. The published schema is made of these.
 *
 * @param what for people: {@code a source}
 * @param oneOf keys of which there must be exactly one
 */
record Section(String what, List<Key> keys, List<String> oneOf) {
    static final List<String> PARTITIONS = List.of("forward", "in turn", "random", "on demand", "broadcast", "global");
    static final List<String> ERRORS = List.of("fail", "skip", Workshop.DEAD_LETTER);
    static final String IN_ORDER = "in order";
    static final List<String> EMITS = List.of(IN_ORDER, "as answered");

    private static final Key PATH =
            new Key("path", Kind.TEXTS, "files, directories or globs, beside this file if they are relative").needed();
    private static final Key TYPE = new Key(
            "type",
            Kind.TEXT_OR_FIELDS,
            "the fields with their types (int, double, string, bool, instant, duration), or a record class");
    private static final Key ARGUMENTS = new Key("args", Kind.TEXTS, "what the constructor of the class is given");
    private static final Key PARALLELISM = new Key("parallelism", Kind.NUMBER, "how many tasks");
    private static final Key ON_ERROR = Key.choice("onError", ERRORS, "what happens to a record that fails");

    static final Section LINES = new Section("lines", List.of(PATH), List.of());
    static final Section CSV = new Section(
            "csv",
            List.of(
                    PATH,
                    TYPE.needed(),
                    new Key("delimiter", Kind.TEXT, "what stands between two columns; a comma if not given"),
                    new Key("header", Kind.BOOL, "whether the first row names the columns; true if not given")),
            List.of());
    static final Section JSON = new Section("json", List.of(PATH, TYPE.needed()), List.of());
    static final Section SEQUENCE = new Section(
            "sequence",
            List.of(
                    new Key("count", Kind.NUMBER, "how many numbers, from 0; without end if not given"),
                    new Key("rate", Kind.NUMBER, "how many a second; as fast as possible if not given"),
                    new Key("splits", Kind.NUMBER, "how many tasks can make them; 1 if not given")),
            List.of());
    static final Section SOURCE = new Section(
            "a source",
            List.of(
                    Key.part("lines", Kind.TEXT_OR_PART, LINES, "lines of text, as field 'value'"),
                    Key.part("csv", Kind.PART, CSV, "rows of a table"),
                    Key.part("json", Kind.PART, JSON, "a JSON object a line"),
                    Key.part("sequence", Kind.MAYBE_PART, SEQUENCE, "numbers from 0, as field 'value'"),
                    new Key("uses", Kind.TEXT, "a class that implements Source"),
                    ARGUMENTS,
                    new Key(
                            "eventTime",
                            Kind.TEXT,
                            "the field that says when a record happened: an instant, or milliseconds since 1970"),
                    new Key(
                            "lateness",
                            Kind.TEXT,
                            "by how much a record may be earlier than one before it, such as 5s"),
                    new Key(
                            "idleAfter",
                            Kind.TEXT,
                            "after how long without a record a split holds up event time no more, such as 10s"),
                    PARALLELISM,
                    ON_ERROR),
            List.of("lines", "csv", "json", "sequence", "uses"));

    static final Section WINDOW = new Section(
            "a window",
            List.of(
                    new Key("tumbling", Kind.TEXT, "side by side, each as long as this"),
                    new Key("sliding", Kind.TEXT, "overlapping, each as long as this"),
                    new Key("every", Kind.TEXT, "from the start of one window to the next: a duration, or records"),
                    new Key("session", Kind.TEXT, "as long as records follow each other by less than this"),
                    new Key("count", Kind.NUMBER, "so many records, in the order in which they come"),
                    new Key("lateness", Kind.TEXT, "how long a window waits for stragglers")),
            List.of("tumbling", "sliding", "session", "count"));
    static final Section JOIN = new Section(
            "a join",
            List.of(
                    new Key("right", Kind.TEXTS, "the other stream, or several, which are merged").needed(),
                    new Key("keyBy", Kind.TEXTS, "the key of its records: an expression, or several").needed(),
                    new Key(
                            "within",
                            Kind.TEXTS,
                            "how much later than the left record the right one happened, at least and at most: [-5s, 1m]"),
                    new Key("tumbling", Kind.TEXT, "the length of the windows in which records meet"),
                    new Key("lateness", Kind.TEXT, "how long it waits for stragglers"),
                    new Key(
                                    "apply",
                                    Kind.FIELDS,
                                    "fields, each an expression of two records that meet: left.FIELD, right.FIELD")
                            .needed()),
            List.of("within", "tumbling"));
    static final Section CALL = new Section(
            "a call",
            List.of(
                    new Key("uses", Kind.TEXT, "a class that implements AsyncFunction, or AsyncFunction.Waiting")
                            .needed(),
                    ARGUMENTS,
                    Key.choice("emit", EMITS, "in which order answers go on; in order if not given"),
                    new Key("inFlight", Kind.NUMBER, "how many calls of a task may wait for answers; 100 if not given"),
                    new Key(
                            "timeout",
                            Kind.TEXT,
                            "after how long without an answer a call has failed; 30s if not given")),
            List.of());
    static final Section STEP = new Section(
            "a step",
            List.of(
                    new Key("from", Kind.TEXTS, "the stream that it reads, or several, which are merged").needed(),
                    new Key(
                            "keyBy",
                            Kind.TEXTS,
                            "what records have in common that belong together: an expression, or several"),
                    new Key("filter", Kind.TEXT, "an expression: records for which it is true go on"),
                    new Key("map", Kind.TEXT_OR_FIELDS, "fields, each an expression; one expression; or CLASS::method"),
                    new Key("flatMap", Kind.TEXT, "an expression that gives several texts; or CLASS::method"),
                    new Key("as", Kind.TEXT, "what the field is called that an expression gives; 'value' if not given"),
                    new Key("uses", Kind.TEXT, "a class that implements Processor; with 'connect', BroadcastProcessor"),
                    ARGUMENTS,
                    new Key("connect", Kind.TEXTS, "the stream that every task gets all of, for 'uses'"),
                    new Key(
                            "sideOutputs",
                            Kind.FIELDS,
                            "what the class puts out besides: names, each with the class or type of its records"),
                    Key.part("call", Kind.PART, CALL, "a class that is asked about each record, without waiting"),
                    Key.choice(
                            "count",
                            List.of("each", "end"),
                            "how many records each key has: with each record, or at the end"),
                    new Key("distinct", Kind.BOOL, "only the first record of each key goes on"),
                    Key.part(
                            "window",
                            Kind.PART,
                            WINDOW,
                            "the records of each key by event time or by their number, for 'aggregate'"),
                    new Key(
                            "aggregate",
                            Kind.FIELDS,
                            "of each window: count(), sum(E), min(E), max(E), avg(E) of an expression E"),
                    Key.part("join", Kind.PART, JOIN, "two streams, by key and event time; this one is the left"),
                    new Key(
                            "inTimeOrder",
                            Kind.TEXT,
                            "the records of each key by event time; an expression tells those of one time apart"),
                    new Key("loop", Kind.BOOL, "begins a loop: takes what comes in, and what is fed back"),
                    new Key("feedBack", Kind.TEXT, "the loop that the records of this step go back to"),
                    Key.choice("partition", PARTITIONS, "how records are spread over tasks"),
                    Key.choice(
                            "border",
                            Arrays.stream(Border.values()).map(Border::label).toList(),
                            "what holds where this step reads others that may do something else after a failure"),
                    recovery("how this step recovers"),
                    PARALLELISM,
                    ON_ERROR,
                    new Key("retries", Kind.NUMBER, "how often a record that fails is tried again before that"),
                    new Key("apart", Kind.BOOL, "whether it has tasks of its own"),
                    new Key("blocking", Kind.BOOL, "whether it may wait for the outside world")),
            List.of(
                    "filter",
                    "map",
                    "flatMap",
                    "uses",
                    "call",
                    "count",
                    "distinct",
                    "aggregate",
                    "join",
                    "inTimeOrder",
                    "loop"));

    private static final Section FILE = new Section(
            "an output file",
            List.of(new Key("path", Kind.TEXT, "the file, beside this file if it is relative").needed()),
            List.of());
    static final Section JDBC = new Section(
            "a database",
            List.of(
                    new Key("url", Kind.TEXT, "of the database: jdbc:...").needed(),
                    new Key("table", Kind.TEXT, "as in SQL; fields go into its columns of the same names").needed(),
                    new Key("user", Kind.TEXT, "who to log in as; what the URL says if not given"),
                    new Key("passwordFile", Kind.TEXT, "a file with the password, where workers are"),
                    new Key(
                            "twoPhase",
                            Kind.BOOL,
                            "PostgreSQL only: rows go to it as they come, into a prepared transaction an epoch")),
            List.of());
    static final Section SINK = new Section(
            "a sink",
            List.of(
                    new Key("from", Kind.TEXTS, "the stream that it writes, or several, which are merged").needed(),
                    new Key("stdout", Kind.BOOL, "prints each record"),
                    Key.part("lines", Kind.TEXT_OR_PART, FILE, "a line for each record, its fields joined by ', '"),
                    Key.part("csv", Kind.TEXT_OR_PART, FILE, "a table with a header"),
                    Key.part("json", Kind.TEXT_OR_PART, FILE, "a JSON object a line"),
                    Key.part("jdbc", Kind.PART, JDBC, "a table of a database, a row for each record"),
                    new Key("uses", Kind.TEXT, "a class that implements Sink"),
                    ARGUMENTS),
            List.of("stdout", "lines", "csv", "json", "jdbc", "uses"));

    static final Section JOB = new Section(
            "a pipeline",
            List.of(
                    new Key("name", Kind.TEXT, "the name of the job").needed(),
                    Key.choice(
                            "guarantee",
                            Arrays.stream(Guarantee.values())
                                    .map(Guarantee::label)
                                    .toList(),
                            "what must hold whatever fails"),
                    recovery("how steps recover that say nothing themselves"),
                    PARALLELISM,
                    new Key("classes", Kind.TEXTS, "jars and directories with classes that are named here"),
                    Key.part("sources", Kind.NAMED_PARTS, SOURCE, "where records come from")
                            .needed(),
                    Key.part("steps", Kind.LISTED_PARTS, STEP, "what is done with them, in order"),
                    Key.part(
                            "sinks",
                            Kind.LISTED_PARTS,
                            SINK,
                            "where results go; a stream that nobody reads goes to --output")),
            List.of());

    Section {
        keys = List.copyOf(keys);
        oneOf = List.copyOf(oneOf);
    }

    private static Key recovery(String help) {
        return new Key(
                "recovery",
                Kind.OPEN_CHOICE,
                false,
                Recovery.named().stream().map(Recovery::label).toList(),
                List.of(),
                help);
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }
}
