/** Pipelines to read and to run: each is one file. */
@org.jspecify.annotations.NullMarked
module dev.levada.examples {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.connectors.files;
    requires dev.levada.node;

    provides dev.levada.api.Pipeline with
            dev.levada.examples.WordCount,
            dev.levada.examples.Spikes,
            dev.levada.examples.SpikesByAnnotations;
}
