/** The levada command. */
@org.jspecify.annotations.NullMarked
module dev.levada.cli {
    requires static transitive org.jspecify;
    requires dev.levada.api;
    requires dev.levada.bench;
    requires dev.levada.cluster;
    requires dev.levada.console;
    requires dev.levada.connectors.files;
    requires dev.levada.core;
    requires dev.levada.dadstorm;
    requires dev.levada.examples;
    requires dev.levada.node;
    requires dev.levada.testkit;
    requires info.picocli;
    requires java.net.http;
    requires org.jline;
    requires tools.jackson.databind;

    uses dev.levada.api.Pipeline;

    // The options are fields that picocli fills.
    opens dev.levada.cli to
            info.picocli;
    opens dev.levada.cli.bench to
            info.picocli;
    opens dev.levada.cli.cluster to
            info.picocli;
    opens dev.levada.cli.pipeline to
            info.picocli;
    opens dev.levada.cli.plan to
            info.picocli;
    opens dev.levada.cli.savepoint to
            info.picocli;
    opens dev.levada.cli.simulate to
            info.picocli;
    opens dev.levada.cli.run to
            info.picocli;
    opens dev.levada.cli.shell to
            info.picocli;
}
