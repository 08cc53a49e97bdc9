/** The levada command. */
@org.jspecify.annotations.NullMarked
module dev.levada.cli {
    requires static transitive org.jspecify;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires dev.levada.api;
    requires dev.levada.bench;
    requires dev.levada.cluster;
    requires dev.levada.console;
    requires dev.levada.connectors.files;
    requires dev.levada.core;
    requires dev.levada.dadstorm;
    requires dev.levada.dspbench;
    requires dev.levada.examples;
    requires dev.levada.faults;
    requires dev.levada.io;
    requires dev.levada.lint;
    requires dev.levada.node;
    requires dev.levada.replication;
    requires dev.levada.testkit;
    requires dev.levada.yaml;
    requires info.picocli;
    requires java.management;
    requires java.net.http;
    requires org.jline;
    requires org.bouncycastle.pkix; // for levada.io, which asks for it only at compile time
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;

    uses dev.levada.api.Pipeline;

    provides ch.qos.logback.classic.spi.Configurator with
            dev.levada.cli.log.QuietStart;

    // The options are fields that picocli fills.
    opens dev.levada.cli to
            info.picocli;
    opens dev.levada.cli.bench to
            info.picocli;
    opens dev.levada.cli.certs to
            info.picocli;
    opens dev.levada.cli.dspbench to
            info.picocli;
    opens dev.levada.cli.faults to
            info.picocli;
    opens dev.levada.cli.kubernetes to
            info.picocli;
    opens dev.levada.cli.cluster to
            info.picocli;
    opens dev.levada.cli.lint to
            info.picocli;
    opens dev.levada.cli.pipeline to
            info.picocli;
    opens dev.levada.cli.plan to
            info.picocli;
    opens dev.levada.cli.replay to
            info.picocli;
    opens dev.levada.cli.results to
            info.picocli;
    opens dev.levada.cli.replicate to
            info.picocli;
    opens dev.levada.cli.savepoint to
            info.picocli;
    opens dev.levada.cli.simulate to
            info.picocli;
    opens dev.levada.cli.run to
            info.picocli;
    opens dev.levada.cli.shell to
            info.picocli;
    opens dev.levada.cli.standing to
            info.picocli;
    opens dev.levada.cli.timeline to
            info.picocli;
}
