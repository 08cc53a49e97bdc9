/** The contract of consensus providers, as tests. */
@org.jspecify.annotations.NullMarked
module dev.levada.replication.contract {
    requires static transitive org.jspecify;
    requires transitive dev.levada.replication;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports dev.levada.replication.contract;

    opens dev.levada.replication.contract to
            org.junit.platform.commons;
}
