/** The applications of DSPBench, to read, to run and to measure. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // who its packages are opened to is there when it runs
module dev.levada.dspbench {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires tools.jackson.databind;

    exports dev.levada.dspbench;

    uses dev.levada.api.Pipeline;

    provides dev.levada.api.Pipeline with
            dev.levada.dspbench.ads.AdsAnalytics,
            dev.levada.dspbench.bargains.BargainIndex,
            dev.levada.dspbench.calls.VoipStream,
            dev.levada.dspbench.clicks.ClickAnalytics,
            dev.levada.dspbench.fraud.FraudDetection,
            dev.levada.dspbench.grid.SmartGrid,
            dev.levada.dspbench.learner.ReinforcementLearner,
            dev.levada.dspbench.logs.LogProcessing,
            dev.levada.dspbench.outliers.MachineOutlier,
            dev.levada.dspbench.sentiment.SentimentAnalysis,
            dev.levada.dspbench.spam.SpamFilter,
            dev.levada.dspbench.spikes.SpikeDetection,
            dev.levada.dspbench.topics.TrendingTopics,
            dev.levada.dspbench.traffic.TrafficMonitoring,
            dev.levada.dspbench.wordcount.WordCount;

    // What their records hold is written by codecs.
    opens dev.levada.dspbench to
            dev.levada.core;
    opens dev.levada.dspbench.ads to
            dev.levada.core;
    opens dev.levada.dspbench.bargains to
            dev.levada.core;
    opens dev.levada.dspbench.calls to
            dev.levada.core;
    opens dev.levada.dspbench.clicks to
            dev.levada.core;
    opens dev.levada.dspbench.fraud to
            dev.levada.core;
    opens dev.levada.dspbench.geo to
            dev.levada.core;
    opens dev.levada.dspbench.grid to
            dev.levada.core;
    opens dev.levada.dspbench.learner to
            dev.levada.core;
    opens dev.levada.dspbench.logs to
            dev.levada.core;
    opens dev.levada.dspbench.outliers to
            dev.levada.core;
    opens dev.levada.dspbench.sentiment to
            dev.levada.core;
    opens dev.levada.dspbench.spam to
            dev.levada.core;
    opens dev.levada.dspbench.spikes to
            dev.levada.core;
    opens dev.levada.dspbench.topics to
            dev.levada.core;
    opens dev.levada.dspbench.traffic to
            dev.levada.core;
    opens dev.levada.dspbench.wordcount to
            dev.levada.core;
}
