/** The door of a cluster for its clients. */
@org.jspecify.annotations.NullMarked
module dev.levada.console {
    requires static transitive org.jspecify;
    requires transitive dev.levada.node;
    requires dev.levada.api;
    requires dev.levada.cluster;
    requires dev.levada.core;
    requires io.javalin;
    requires jakarta.servlet;
    requires org.eclipse.jetty.ee10.servlet;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires tools.jackson.databind;

    exports dev.levada.console;
    exports dev.levada.console.wire;
}
