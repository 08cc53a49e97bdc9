/** The applications of DSPBench, to read, to run and to measure. */
@org.jspecify.annotations.NullMarked
module dev.levada.dspbench {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.connectors.files;
    requires tools.jackson.databind;

    exports dev.levada.dspbench;

    uses dev.levada.api.Pipeline;

    provides dev.levada.api.Pipeline with
            dev.levada.dspbench.clicks.ClickAnalytics,
            dev.levada.dspbench.fraud.FraudDetection,
            dev.levada.dspbench.logs.LogProcessing,
            dev.levada.dspbench.sentiment.SentimentAnalysis,
            dev.levada.dspbench.spikes.SpikeDetection,
            dev.levada.dspbench.wordcount.WordCount;

    // What their records hold is written by codecs.
    opens dev.levada.dspbench to
            dev.levada.core;
    opens dev.levada.dspbench.clicks to
            dev.levada.core;
    opens dev.levada.dspbench.fraud to
            dev.levada.core;
    opens dev.levada.dspbench.geo to
            dev.levada.core;
    opens dev.levada.dspbench.logs to
            dev.levada.core;
    opens dev.levada.dspbench.sentiment to
            dev.levada.core;
    opens dev.levada.dspbench.spikes to
            dev.levada.core;
    opens dev.levada.dspbench.wordcount to
            dev.levada.core;
}
