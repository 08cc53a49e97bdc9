/** The real world behind the doors of the pure rooms. */
@org.jspecify.annotations.NullMarked
module dev.levada.io {
    requires static transitive org.jspecify;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    // For the development CA alone, which only the levada command offers.
    requires static org.bouncycastle.pkix;
    requires static org.bouncycastle.provider;

    exports dev.levada.io.disk;
    exports dev.levada.io.log;
    exports dev.levada.io.net;
    exports dev.levada.io.snapshot;
    exports dev.levada.io.time;
}
