/** Pipelines and replicated machines to read and to run: each is one file. */
@org.jspecify.annotations.NullMarked
module dev.levada.examples {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.connectors.files;
    requires dev.levada.node;
    requires dev.levada.replication;

    provides dev.levada.api.Pipeline with
            dev.levada.examples.WordCount,
            dev.levada.examples.Spikes,
            dev.levada.examples.SpikesByAnnotations;

    // What their records hold is written by codecs; what callers see is implemented at run time.
    opens dev.levada.examples to
            dev.levada.core,
            dev.levada.replication;
}
