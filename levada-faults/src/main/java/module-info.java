/** Real processes, real faults, and a judge. */
@org.jspecify.annotations.NullMarked
module dev.levada.faults {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.connectors.files;
    requires transitive dev.levada.replication;
    requires tools.jackson.databind;

    exports dev.levada.faults;
    exports dev.levada.faults.replicas;

    provides dev.levada.api.Pipeline with
            dev.levada.faults.Ledger;
}
