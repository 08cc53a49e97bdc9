/** Real processes, real faults, and a judge. */
@org.jspecify.annotations.NullMarked
module dev.levada.faults {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.connectors.files;
    requires tools.jackson.databind;

    exports dev.levada.faults;

    provides dev.levada.api.Pipeline with
            dev.levada.faults.Ledger;
}
